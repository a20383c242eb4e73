package dev.millrace.hpo.search.numeric;

import java.util.Optional;

/**
 * A symmetric positive definite matrix K, factored as K = LLᵀ. Rows hold the inverse of L
 * transposed, so that every loop runs along memory.
 */
public final class SpdMatrix {

  private static final double SMALLEST_PIVOT = 1e-13;
  private static final double FIRST_JITTER = 1e-10;
  private static final double LARGEST_JITTER = 1e-1;

  private final double[][] inverseRows;
  private final double logDeterminant;

  private SpdMatrix(double[][] inverseRows, double logDeterminant) {
    this.inverseRows = inverseRows;
    this.logDeterminant = logDeterminant;
  }

  /**
   * Factors a matrix given by the rows of its upper triangle (elements left of the diagonal are not
   * read); empty when it is not positive definite in double precision.
   */
  public static Optional<SpdMatrix> factor(double[][] rows) {
    double[][] upper = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      upper[i] = rows[i].clone();
    }
    return eliminate(upper).map(log -> new SpdMatrix(inverse(upper), log));
  }

  /** The same with just as much added to the diagonal as it takes. */
  public static SpdMatrix factorWithJitter(double[][] rows) {
    for (double jitter = 0;
        jitter <= LARGEST_JITTER;
        jitter = Math.max(FIRST_JITTER, jitter * 10)) {
      double[][] lifted = new double[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        lifted[i] = rows[i].clone();
        lifted[i][i] *= 1 + jitter;
      }
      Optional<SpdMatrix> factored = factor(lifted);
      if (factored.isPresent()) {
        return factored.get();
      }
    }
    throw new ArithmeticException("not positive definite, and far from it");
  }

  /** Turns the upper triangle into Lᵀ; gives the logarithm of the determinant. */
  private static Optional<Double> eliminate(double[][] upper) {
    int n = upper.length;
    double log = 0;
    for (int k = 0; k < n; k++) {
      double[] pivotRow = upper[k];
      double pivot = pivotRow[k];
      if (!(pivot > SMALLEST_PIVOT) || !(pivot < Double.MAX_VALUE)) {
        return Optional.empty();
      }
      log += StrictMath.log(pivot);
      double scale = 1 / Math.sqrt(pivot);
      for (int j = k; j < n; j++) {
        pivotRow[j] *= scale;
      }
      for (int i = k + 1; i < n; i++) {
        Vectors.addScaled(-pivotRow[i], pivotRow, upper[i], i, n);
      }
    }
    return Optional.of(log);
  }

  private static double[][] inverse(double[][] upper) {
    int n = upper.length;
    double[][] inverse = new double[n][n];
    for (int j = 0; j < n; j++) {
      double[] column = inverse[j];
      column[j] = 1;
      for (int k = j; k < n; k++) {
        column[k] /= upper[k][k];
        Vectors.addScaled(-column[k], upper[k], column, k + 1, n);
      }
    }
    return inverse;
  }

  public int size() {
    return inverseRows.length;
  }

  public double logDeterminant() {
    return logDeterminant;
  }

  /** L⁻¹x. */
  public double[] whiten(double[] x) {
    double[] result = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      Vectors.addScaled(x[j], inverseRows[j], result, j, x.length);
    }
    return result;
  }

  /** L⁻ᵀx; {@code solve(x) = unwhiten(whiten(x))}. */
  public double[] unwhiten(double[] x) {
    double[] result = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      result[j] = Vectors.dot(inverseRows[j], x, j, x.length);
    }
    return result;
  }

  /** K⁻¹x. */
  public double[] solve(double[] x) {
    return unwhiten(whiten(x));
  }

  /** Element of K⁻¹, for row ≥ column. */
  public double inverseAt(int row, int column) {
    return Vectors.dot(inverseRows[row], inverseRows[column], row, inverseRows.length);
  }
}
