package io.lambdax.store.view;

import com.typesafe.config.Config;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which pairs have summaries, and of which kinds: what the batch layer and the speed layer must
 * agree on.
 *
 * @param market measures of market series that are correlated
 * @param health measures of health series that are correlated
 * @param families transforms and windows, each with each
 * @param maxLag the best lag is looked for from -maxLag to +maxLag days, 0 to 365
 */
public record CorrelateConfig(
    Set<String> market, Set<String> health, List<Family> families, int maxLag) {

  /** Refuses lags out of bounds and a family named twice. */
  public CorrelateConfig {
    market = Set.copyOf(market);
    health = Set.copyOf(health);
    families = List.copyOf(families);
    if (maxLag < 0 || maxLag > 365) {
      throw new IllegalArgumentException(
          "lambdax.correlate.max-lag is " + maxLag + ": expected 0 to 365 days");
    }
    Set<Family> distinct = new HashSet<>();
    for (Family family : families) {
      if (!distinct.add(family)) {
        throw new IllegalArgumentException(
            "lambdax.correlate.transforms and windows: "
                + family
                + " is listed twice, expected once");
      }
    }
  }

  /** Reads {@code lambdax.correlate}. */
  public static CorrelateConfig from(Config root) {
    Config correlate = root.getConfig("lambdax.correlate");
    List<Integer> windows = correlate.getIntList("windows");
    List<Family> families =
        correlate.getConfigList("transforms").stream()
            .flatMap(
                pair ->
                    windows.stream()
                        .map(
                            window ->
                                Family.of(transform(pair, "x"), transform(pair, "y"), window)))
            .toList();
    return new CorrelateConfig(
        Set.copyOf(correlate.getStringList("market")),
        Set.copyOf(correlate.getStringList("health")),
        families,
        correlate.getInt("max-lag"));
  }

  /** Whether the series is one side of pairs that have summaries. */
  public boolean includes(SeriesId id) {
    return (id.kind() == Kind.MARKET ? market : health).contains(id.measure());
  }

  private static Transform transform(Config pair, String side) {
    String word = pair.getString(side);
    return Transform.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "lambdax.correlate.transforms has "
                        + side
                        + " = '"
                        + word
                        + "': expected one of "
                        + List.of(Transform.values()).stream().map(Transform::word).toList()));
  }
}
