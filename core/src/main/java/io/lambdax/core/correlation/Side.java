package io.lambdax.core.correlation;

/**
 * One side of paired values, with what a coefficient and its significance need of it alone: what
 * takes longest is the same for every partner. Immutable.
 */
public final class Side {
  private final double[] centred;
  private final double energy;

  /** For k from 1 to ⌊n/4⌋ the biased autocorrelation k values apart; at 0, nothing. */
  private final double[] autocorrelations;

  private Side(double[] values) {
    this.centred = Pearson.centred(values);
    this.energy = Sums.sum(centred, centred);
    this.autocorrelations = Autocorrelation.products(centred);
    for (int k = 1; k < autocorrelations.length; k++) {
      autocorrelations[k] /= autocorrelations[0];
    }
    autocorrelations[0] = 0;
  }

  /**
   * A side.
   *
   * @param values in order of their days, not constant
   */
  public static Side of(double[] values) {
    return new Side(values);
  }

  /** How many values. */
  public int n() {
    return centred.length;
  }

  /** How many numbers a side of n values keeps, about. */
  public static int size(int n) {
    return n + n / 4 + 16;
  }

  /** Pearson's r with another side of as many values, as {@link Pearson#r} gives it. */
  public double r(Side other) {
    return Pearson.r(Sums.sum(centred, other.centred), energy, other.energy);
  }

  /** Σ k=1..⌊n/4⌋ (n-k)/n · r(k) · r(k) of the other, of as many values. */
  double autocorrelated(Side other) {
    return Sums.falling(n(), autocorrelations, other.autocorrelations) / n();
  }
}
