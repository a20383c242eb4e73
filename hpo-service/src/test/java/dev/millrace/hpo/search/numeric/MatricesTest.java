package dev.millrace.hpo.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatricesTest {

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 7, 30})
  void solvesWhatItFactored(int n) {
    double[][] matrix = positiveDefinite(n);
    double[] wanted = Gaussians.draw(n, new SplittableRandom(5));

    double[] found = SpdMatrix.factor(matrix).orElseThrow().solve(times(matrix, wanted));

    assertThat(found).containsExactly(wanted, within(1e-8));
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 7, 30})
  void knowsInverseAndDeterminant(int n) {
    double[][] matrix = positiveDefinite(n);

    SpdMatrix factored = SpdMatrix.factor(matrix).orElseThrow();

    double[] unit = new double[n];
    unit[n / 2] = 1;
    assertThat(factored.inverseAt(n - 1, n / 2))
        .isCloseTo(factored.solve(unit)[n - 1], within(1e-10));
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    double log = 0;
    for (int i = 0; i < n; i++) {
      log += StrictMath.log(eigen.value(i));
    }
    assertThat(factored.logDeterminant()).isCloseTo(log, within(1e-9));
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 7, 30})
  void puttingEigenvectorsTogetherGivesTheMatrix(int n) {
    double[][] matrix = positiveDefinite(n);

    SymmetricEigen eigen = SymmetricEigen.of(matrix);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.value(k) * eigen.vector(i, k) * eigen.vector(j, k);
        }
        assertThat(sum).isCloseTo(matrix[i][j], within(1e-9));
      }
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {2, 30})
  void refusesAMatrixWithoutFullRankUntilItIsLifted(int n) {
    double[][] ones = new double[n][n];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }

    assertThat(SpdMatrix.factor(ones)).isEmpty();
    assertThat(SpdMatrix.factorWithJitter(ones).size()).isEqualTo(n);
  }

  private static double[][] positiveDefinite(int n) {
    RandomGenerator random = new SplittableRandom(n);
    double[][] factor = new double[n][];
    for (int i = 0; i < n; i++) {
      factor[i] = Gaussians.draw(n, random);
    }
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = Vectors.dot(factor[i], factor[j]) + (i == j ? 1 : 0);
      }
    }
    return matrix;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Vectors.dot(matrix[i], vector);
    }
    return result;
  }
}
