package io.lambdax.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Made-up market and health series of which some market series go with just one health series each,
 * at a lag of their own, and nothing else goes with anything. All are AR(1) noise of unit variance;
 * market series have no value on weekends. Each row is made when it is asked for, from the seed and
 * its number alone: any number of them takes no more memory than one. Thread-safe.
 */
public final class PlantedPanel {
  private static final int WEEK = 7;
  private static final int WORKDAYS = 5;

  // Rows draw from streams of their own, so that none depends on which others were asked for.
  private static final int RELATIONS = 0;
  private static final int MARKET = 1;
  private static final int HEALTH = 2;
  private static final int MARKET_GAPS = 3;
  private static final int HEALTH_GAPS = 4;

  private final Size size;
  private final Noise noise;
  private final long seed;
  private final List<Relation> relations;
  private final Relation[] ofHealth;

  /**
   * How large.
   *
   * @param markets market series, at least 1
   * @param healths health series, at least 1
   * @param days calendar days of market series, at least 1
   * @param maxLag largest lag, at least 0; health series begin so many days before the market
   *     series and end so many days after them
   */
  public record Size(int markets, int healths, int days, int maxLag) {
    /** Checks the bounds. */
    public Size {
      if (markets < 1 || healths < 1 || days < 1 || maxLag < 0) {
        throw new IllegalArgumentException(
            "%d x %d series of %d days, lags to %d: expected at least 1 x 1 of 1 day, lags to 0"
                .formatted(markets, healths, days, maxLag));
      }
    }
  }

  /**
   * What the values are like.
   *
   * @param strength correlation of those that go together, 0 to 1
   * @param persistence correlation of one day's noise with the next day's, 0 to 1
   * @param missing share of days without a value, 0 to below 1, weekends not counted
   */
  public record Noise(double strength, double persistence, double missing) {
    /** Checks the bounds. */
    public Noise {
      share("strength", strength);
      share("persistence", persistence);
      share("missing", missing);
      if (missing == 1) {
        throw new IllegalArgumentException("missing is 1: expected below 1");
      }
    }

    private static void share(String name, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(name + " is " + value + ": expected 0 to 1");
      }
    }
  }

  /**
   * Two that go together.
   *
   * @param market number of the market series, from 0
   * @param health number of the health series, from 0
   * @param lag how many days the health series is earlier, from -maxLag to maxLag
   */
  public record Relation(int market, int health, int lag) {}

  /**
   * A panel; the same arguments give the same panel.
   *
   * @param planted how many go together, 0 to the smaller number of series
   */
  public PlantedPanel(Size size, Noise noise, int planted, long seed) {
    if (planted < 0 || planted > Math.min(size.markets(), size.healths())) {
      throw new IllegalArgumentException(
          "%d relations among %d x %d series: expected 0 to %d"
              .formatted(
                  planted,
                  size.markets(),
                  size.healths(),
                  Math.min(size.markets(), size.healths())));
    }
    this.size = size;
    this.noise = noise;
    this.seed = seed;
    this.ofHealth = new Relation[size.healths()];
    Random random = random(RELATIONS, 0);
    int[] markets = permutation(size.markets(), random);
    int[] healths = permutation(size.healths(), random);
    List<Relation> all = new ArrayList<>(planted);
    for (int i = 0; i < planted; i++) {
      int lag = random.nextInt(2 * size.maxLag() + 1) - size.maxLag();
      Relation relation = new Relation(markets[i], healths[i], lag);
      all.add(relation);
      ofHealth[relation.health()] = relation;
    }
    this.relations = List.copyOf(all);
  }

  /** How large it is. */
  public Size size() {
    return size;
  }

  /** All that go together; each series is in one of them at most. */
  public List<Relation> relations() {
    return relations;
  }

  /** A market series, a value a day from day 0 on, which is a Monday; NaN where there is none. */
  public double[] market(int number) {
    int first = 2 * size.maxLag();
    double[] x = Arrays.copyOfRange(marketNoise(number), first, first + size.days());
    for (int day = 0; day < x.length; day++) {
      if (day % WEEK >= WORKDAYS) {
        x[day] = Double.NaN;
      }
    }
    return withGaps(x, random(MARKET_GAPS, number));
  }

  /** A health series, a value a day from {@code maxLag} days before day 0 on; NaN: none. */
  public double[] health(int number) {
    double[] y = noise(size.days() + 2 * size.maxLag(), random(HEALTH, number));
    Relation relation = ofHealth[number];
    if (relation != null) {
      double[] common = marketNoise(relation.market());
      double strength = noise.strength();
      for (int day = 0; day < y.length; day++) {
        // Day d of x is that of y lag days earlier; index maxLag of y is day 0.
        double shared = common[day + size.maxLag() + relation.lag()];
        y[day] = strength * shared + Math.sqrt(1 - strength * strength) * y[day];
      }
    }
    return withGaps(y, random(HEALTH_GAPS, number));
  }

  /** So long that the series at any lag has days at both ends. */
  private double[] marketNoise(int number) {
    return noise(size.days() + 4 * size.maxLag(), random(MARKET, number));
  }

  private double[] withGaps(double[] values, Random random) {
    for (int day = 0; day < values.length; day++) {
      if (random.nextDouble() < noise.missing()) {
        values[day] = Double.NaN;
      }
    }
    return values;
  }

  private double[] noise(int days, Random random) {
    double persistence = noise.persistence();
    double rest = Math.sqrt(1 - persistence * persistence);
    double[] out = new double[days];
    out[0] = random.nextGaussian();
    for (int day = 1; day < days; day++) {
      out[day] = persistence * out[day - 1] + rest * random.nextGaussian();
    }
    return out;
  }

  /** Seeds that follow one another would make series that go together: they are mixed first. */
  private Random random(int stream, int number) {
    long mixed = new SplittableRandom(seed).nextLong() + ((long) stream << 32) + number;
    return new Random(new SplittableRandom(mixed).nextLong());
  }

  private static int[] permutation(int size, Random random) {
    int[] out = new int[size];
    for (int i = 0; i < size; i++) {
      int at = random.nextInt(i + 1);
      out[i] = out[at];
      out[at] = i;
    }
    return out;
  }
}
