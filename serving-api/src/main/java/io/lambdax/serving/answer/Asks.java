package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every address where something can be asked; a parameter that is wrong is refused by name. */
public final class Asks {
  private static final Address LIST =
      address(
          "/api/v1/series",
          "SeriesList",
          "Which series there are.",
          SeriesListAsk.PARAMETERS,
          SeriesListAsk::of,
          SeriesListAsk.schema());
  private static final Address SERIES =
      new Address(
          "/api/v1/series/{id}",
          "Series",
          "The values of one series, transformed as a whole and then cut to the days asked for.",
          Optional.of(SeriesAsk.ID),
          SeriesAsk.PARAMETERS,
          SeriesAsk::of,
          SeriesAsk.schema());
  private static final Address CORRELATION =
      address(
          "/api/v1/correlation",
          "Correlation",
          "The correlation of one pair at one lag, and how far to trust it.",
          CorrelationAsk.PARAMETERS,
          CorrelationAsk::of,
          CorrelationAsk.schema());
  private static final Address PROFILE =
      address(
          "/api/v1/correlation/profile",
          "Profile",
          "The correlation of one pair at every lag from one to another, and the best of them.",
          ProfileAsk.PARAMETERS,
          ProfileAsk::of,
          ProfileAsk.schema());
  private static final Address ROLLING =
      address(
          "/api/v1/correlation/rolling",
          "Rolling",
          "The correlation of one pair at one lag in windows of equally many days.",
          RollingAsk.PARAMETERS,
          RollingAsk::of,
          RollingAsk.schema());
  private static final Address SCATTER =
      address(
          "/api/v1/correlation/scatter",
          "Scatter",
          "The points that the correlation of one pair is made of, and the line through them.",
          ScatterAsk.PARAMETERS,
          ScatterAsk::of,
          ScatterAsk.schema());
  private static final Address MATRIX =
      address(
          "/api/v1/correlation/matrix",
          "Matrix",
          "The correlations of many pairs, each at one lag or at its best one.",
          MatrixAsk.PARAMETERS,
          MatrixAsk::of,
          MatrixAsk.schema());
  private static final Address TOP =
      address(
          "/api/v1/correlation/top",
          "Top",
          "The pairs whose best lags are strongest, or least likely to be chance.",
          TopAsk.PARAMETERS,
          TopAsk::of,
          TopAsk.schema());

  private static final Address COUNTRIES =
      address(
          "/api/v1/countries",
          "Countries",
          "The countries that health series are about, and which series each has.",
          CountriesAsk.PARAMETERS,
          CountriesAsk::of,
          CountriesAsk.schema());

  /** All of them. */
  public static final List<Address> ALL =
      List.of(LIST, SERIES, COUNTRIES, CORRELATION, PROFILE, ROLLING, SCATTER, MATRIX, TOP);

  private Asks() {}

  private static Address address(
      String path,
      String name,
      String summary,
      List<Parameter<?>> query,
      Function<Parameters, Ask> reader,
      ObjectNode schema) {
    return new Address(
        path,
        name,
        summary,
        Optional.empty(),
        query,
        (none, parameters) -> reader.apply(parameters),
        schema);
  }

  /** {@code /api/v1/correlation}. */
  public static Ask correlation(Map<String, List<String>> query) {
    return CORRELATION.ask(Map.of(), query);
  }

  /** {@code /api/v1/correlation/profile}. */
  public static Ask profile(Map<String, List<String>> query) {
    return PROFILE.ask(Map.of(), query);
  }

  /** {@code /api/v1/correlation/top}. */
  public static Ask top(Map<String, List<String>> query) {
    return TOP.ask(Map.of(), query);
  }

  /** {@code /api/v1/correlation/rolling}. */
  public static Ask rolling(Map<String, List<String>> query) {
    return ROLLING.ask(Map.of(), query);
  }

  /** {@code /api/v1/correlation/scatter}. */
  public static Ask scatter(Map<String, List<String>> query) {
    return SCATTER.ask(Map.of(), query);
  }

  /** {@code /api/v1/correlation/matrix}. */
  public static Ask matrix(Map<String, List<String>> query) {
    return MATRIX.ask(Map.of(), query);
  }

  /** {@code /api/v1/series}. */
  public static Ask list(Map<String, List<String>> query) {
    return LIST.ask(Map.of(), query);
  }

  /** {@code /api/v1/countries}. */
  public static Ask countries(Map<String, List<String>> query) {
    return COUNTRIES.ask(Map.of(), query);
  }

  /** {@code /api/v1/series/{id}}. */
  public static Ask series(String id, Map<String, List<String>> query) {
    return SERIES.ask(Map.of(SeriesAsk.ID.name(), id), query);
  }
}
