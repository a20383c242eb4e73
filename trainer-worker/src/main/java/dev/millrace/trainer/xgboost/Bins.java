package dev.millrace.trainer.xgboost;

/**
 * How many bins a feature is cut into when nobody says. Every node of a tree looks at every bin,
 * however few rows it has; on some thousand rows that is most of what training takes. A search only
 * compares, and does so as well with still fewer.
 */
public final class Bins {
  private static final int FEW_OF_SEARCH = 64;
  private static final int FEW_OF_FINAL_FIT = 128;
  private static final int MANY = 256;
  private static final int MANY_ROWS = 1 << 16;

  private Bins() {}

  /** Of a search trial on so many rows of training and validation. */
  public static int ofSearch(long rows) {
    return rows < MANY_ROWS ? FEW_OF_SEARCH : MANY;
  }

  /** Of the model that is kept, trained on so many rows. */
  public static int ofFinalFit(long rows) {
    return rows < MANY_ROWS ? FEW_OF_FINAL_FIT : MANY;
  }
}
