package dev.millrace.standalone.bench.search;

/** Textbook functions of real vectors. */
final class Surfaces {

  private static final double[][] HARTMANN_A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {.05, 10, 17, .1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, .05, 10, .1, 14}
  };
  private static final double[][] HARTMANN_P = {
    {1312, 1696, 5569, 124, 8283, 5886},
    {2329, 4135, 8307, 3736, 1004, 9991},
    {2348, 1451, 3522, 2883, 3047, 6650},
    {4047, 8828, 8732, 5743, 1091, 381}
  };
  private static final double[] HARTMANN_C = {1, 1.2, 3, 3.2};

  private Surfaces() {}

  static double branin(double x, double y) {
    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x) + 10;
  }

  static double hartmann6(double[] x) {
    double sum = 0;
    for (int i = 0; i < HARTMANN_C.length; i++) {
      double exponent = 0;
      for (int j = 0; j < x.length; j++) {
        double distance = x[j] - 1e-4 * HARTMANN_P[i][j];
        exponent += HARTMANN_A[i][j] * distance * distance;
      }
      sum += HARTMANN_C[i] * StrictMath.exp(-exponent);
    }
    return -sum;
  }

  static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (double each : x) {
      squares += each * each / x.length;
      waves += StrictMath.cos(2 * Math.PI * each) / x.length;
    }
    return -20 * StrictMath.exp(-.2 * Math.sqrt(squares)) - StrictMath.exp(waves) + 20 + Math.E;
  }

  static double levy(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double w = 1 + (x[i] - 1) / 4;
      if (i == 0) {
        sum += square(StrictMath.sin(Math.PI * w));
      }
      double wave =
          i + 1 < x.length
              ? 10 * square(StrictMath.sin(Math.PI * w + 1))
              : square(StrictMath.sin(2 * Math.PI * w));
      sum += (w - 1) * (w - 1) * (1 + wave);
    }
    return sum;
  }

  static double rastrigin(double[] x) {
    double sum = 10.0 * x.length;
    for (double each : x) {
      sum += each * each - 10 * StrictMath.cos(2 * Math.PI * each);
    }
    return sum;
  }

  static double griewank(double[] x) {
    double sum = 1;
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] / 4000;
      product *= StrictMath.cos(x[i] / Math.sqrt(i + 1));
    }
    return sum - product;
  }

  static double styblinskiTang(double[] x) {
    double sum = 0;
    for (double each : x) {
      double square = each * each;
      sum += (square * square - 16 * square + 5 * each) / 2;
    }
    return sum;
  }

  static double schwefel(double[] x) {
    double sum = 418.9828872724338 * x.length;
    for (double each : x) {
      sum -= each * StrictMath.sin(Math.sqrt(Math.abs(each)));
    }
    return sum;
  }

  static double square(double x) {
    return x * x;
  }
}
