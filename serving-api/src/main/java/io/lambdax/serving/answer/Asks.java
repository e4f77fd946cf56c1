package io.lambdax.serving.answer;

import io.lambdax.serving.request.Parameters;
import java.util.List;
import java.util.Map;

/** Reads asks from requests; a parameter that is wrong is refused by name. */
public final class Asks {
  private Asks() {}

  /** {@code /api/v1/correlation}. */
  public static Ask correlation(Map<String, List<String>> query) {
    return CorrelationAsk.of(new Parameters(query, CorrelationAsk.PARAMETERS));
  }

  /** {@code /api/v1/correlation/profile}. */
  public static Ask profile(Map<String, List<String>> query) {
    return ProfileAsk.of(new Parameters(query, ProfileAsk.PARAMETERS));
  }

  /** {@code /api/v1/correlation/top}. */
  public static Ask top(Map<String, List<String>> query) {
    return TopAsk.of(new Parameters(query, TopAsk.PARAMETERS));
  }

  /** {@code /api/v1/series}. */
  public static Ask list(Map<String, List<String>> query) {
    return SeriesListAsk.of(new Parameters(query, SeriesListAsk.PARAMETERS));
  }

  /** {@code /api/v1/series/{id}}. */
  public static Ask series(String id, Map<String, List<String>> query) {
    return SeriesAsk.of(id, new Parameters(query, SeriesAsk.PARAMETERS));
  }
}
