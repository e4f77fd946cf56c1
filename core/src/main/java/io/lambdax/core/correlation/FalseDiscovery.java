package io.lambdax.core.correlation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * q: the smallest rate of false discoveries at which a p of a whole family of tests would be called
 * a discovery.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57, 1995.
   *
   * @param p the p of every test of the family, each 0 to 1, in any order
   * @return q in the order of p, each at most 1
   */
  public static double[] benjaminiHochberg(double[] p) {
    return adjust(p, 1);
  }

  /**
   * Y. Benjamini and D. Yekutieli, Ann. Stat. 29, 2001: holds under any dependence; otherwise as
   * the former.
   */
  public static double[] benjaminiYekutieli(double[] p) {
    double harmonic = IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum();
    return adjust(p, harmonic);
  }

  private static double[] adjust(double[] p, double factor) {
    QValues q = QValues.of(p, factor);
    return Arrays.stream(p).map(q::of).toArray();
  }
}
