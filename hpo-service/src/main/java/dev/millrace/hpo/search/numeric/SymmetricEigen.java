package dev.millrace.hpo.search.numeric;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 *
 * <p>Source: the cyclic Jacobi method, as in Golub, Van Loan, <i>Matrix Computations</i>, section
 * 8.5.
 */
public final class SymmetricEigen {

  private static final int MOST_SWEEPS = 50;
  private static final double NEGLIGIBLE = 1e-15;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep(a, v); sweep++) {}
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new SymmetricEigen(values, v);
  }

  /** Turns every element beside the diagonal to 0 once; false when all were. */
  private static boolean sweep(double[][] a, double[][] v) {
    boolean turned = false;
    for (int p = 0; p < a.length; p++) {
      for (int q = p + 1; q < a.length; q++) {
        if (Math.abs(a[p][q]) > NEGLIGIBLE * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
          rotate(a, v, p, q);
          turned = true;
        }
      }
    }
    return turned;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
    }
    a[p][q] = 0;
    a[q][p] = 0;
  }

  public double value(int index) {
    return values[index];
  }

  /** Coordinate {@code row} of the eigenvector of the value with that index. */
  public double vector(int row, int index) {
    return vectors[row][index];
  }
}
