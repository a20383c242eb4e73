package dev.millrace.trainer.xgboost;

/**
 * How many bins a feature is cut into when nobody says. Every node of a tree looks at every bin,
 * however few rows it has; on some thousand rows that is most of what training takes. A search only
 * compares, and does so as well with few; the model that is kept has all.
 */
public final class Bins {
  private static final int FEW = 64;
  private static final int MANY = 256;
  private static final int MANY_ROWS = 1 << 16;

  private Bins() {}

  /** Of a search trial on so many rows of training and validation. */
  public static int ofSearch(long rows) {
    return rows < MANY_ROWS ? FEW : MANY;
  }

  /** Of the model that is kept. */
  public static int ofFinalFit() {
    return MANY;
  }
}
