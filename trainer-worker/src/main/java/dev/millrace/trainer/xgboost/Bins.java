package dev.millrace.trainer.xgboost;

/**
 * How many bins a feature is cut into when nobody says. Every node of a tree looks at every bin,
 * however few rows it has; on some thousand rows that is most of what training takes, and 128
 * quantiles tell as much as 256.
 */
public final class Bins {
  private static final int FEW = 128;
  private static final int MANY = 256;
  private static final int MANY_ROWS = 1 << 16;

  private Bins() {}

  /** For so many rows of training and validation. */
  public static int usual(long rows) {
    return rows < MANY_ROWS ? FEW : MANY;
  }
}
