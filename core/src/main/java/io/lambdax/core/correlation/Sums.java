package io.lambdax.core.correlation;

/** Sums of products, several side by side, so that no addition waits for the one before it. */
final class Sums {
  private Sums() {}

  /** Σ a[i]. */
  static double sum(double[] a) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ a[i] · b[i], over the length of a. */
  static double sum(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ (n - k) · a[k] · b[k], over the length of a. */
  static double falling(int n, double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < a.length; k += 4) {
      s0 += (n - k) * (a[k] * b[k]);
      s1 += (n - k - 1) * (a[k + 1] * b[k + 1]);
      s2 += (n - k - 2) * (a[k + 2] * b[k + 2]);
      s3 += (n - k - 3) * (a[k + 3] * b[k + 3]);
    }
    for (; k < a.length; k++) {
      s0 += (n - k) * (a[k] * b[k]);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
