package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every address where something can be asked; a parameter that is wrong is refused by name. */
public final class Asks {
  /** What is asked at {@code /series}. */
  public static final Address LIST =
      address(
          "/api/v1/series",
          "SeriesList",
          "Which series there are.",
          SeriesListAsk.PARAMETERS,
          SeriesListAsk::of,
          SeriesListAsk.schema());

  /** What is asked at {@code /series/{id}}. */
  public static final Address SERIES =
      known(
          new Address(
              "/api/v1/series/{id}",
              "Series",
              "The values of one series, transformed as a whole and then cut to the days asked for.",
              Optional.of(SeriesAsk.ID),
              SeriesAsk.PARAMETERS,
              SeriesAsk::of,
              SeriesAsk.schema()));

  /** What is asked at {@code /series/{id}/revisions}. */
  public static final Address REVISIONS =
      new Address(
          "/api/v1/series/{id}/revisions",
          "Revisions",
          "How the values of a series changed after they were first published.",
          Optional.of(SeriesAsk.ID),
          RevisionsAsk.PARAMETERS,
          RevisionsAsk::of,
          RevisionsAsk.schema());

  /** What is asked at {@code /correlation}. */
  public static final Address CORRELATION =
      known(
          address(
              "/api/v1/correlation",
              "Correlation",
              "The correlation of one pair at one lag, and how far to trust it.",
              CorrelationAsk.PARAMETERS,
              CorrelationAsk::of,
              CorrelationAsk.schema()));

  /** What is asked at {@code /correlation/profile}. */
  public static final Address PROFILE =
      known(
          address(
              "/api/v1/correlation/profile",
              "Profile",
              "The correlation of one pair at every lag from one to another, and the best of them.",
              ProfileAsk.PARAMETERS,
              ProfileAsk::of,
              ProfileAsk.schema()));

  /** What is asked at {@code /correlation/rolling}. */
  public static final Address ROLLING =
      known(
          address(
              "/api/v1/correlation/rolling",
              "Rolling",
              "The correlation of one pair at one lag in windows of equally many days.",
              RollingAsk.PARAMETERS,
              RollingAsk::of,
              RollingAsk.schema()));

  /** What is asked at {@code /correlation/scatter}. */
  public static final Address SCATTER =
      known(
          address(
              "/api/v1/correlation/scatter",
              "Scatter",
              "The points that the correlation of one pair is made of, and the line through them.",
              ScatterAsk.PARAMETERS,
              ScatterAsk::of,
              ScatterAsk.schema()));

  /** What is asked at {@code /correlation/matrix}. */
  public static final Address MATRIX =
      address(
          "/api/v1/correlation/matrix",
          "Matrix",
          "The correlations of many pairs, each at one lag or at its best one.",
          MatrixAsk.PARAMETERS,
          MatrixAsk::of,
          MatrixAsk.schema());

  /** What is asked at {@code /correlation/top}. */
  public static final Address TOP =
      address(
          "/api/v1/correlation/top",
          "Top",
          "The pairs whose best lags are strongest, or least likely to be chance.",
          TopAsk.PARAMETERS,
          TopAsk::of,
          TopAsk.schema());

  /** What is asked at {@code /countries}. */
  public static final Address COUNTRIES =
      address(
          "/api/v1/countries",
          "Countries",
          "The countries that health series are about, and which series each has.",
          CountriesAsk.PARAMETERS,
          CountriesAsk::of,
          CountriesAsk.schema());

  /** All of them. */
  public static final List<Address> ALL =
      List.of(
          LIST, SERIES, REVISIONS, COUNTRIES, CORRELATION, PROFILE, ROLLING, SCATTER, MATRIX, TOP);

  private Asks() {}

  /** The same, which can also be asked of what was known then. */
  private static Address known(Address now) {
    return new Address(
        now.path(),
        now.name(),
        now.summary(),
        now.inPath(),
        Stream.concat(now.query().stream(), Stream.of(KnownAsk.AS_OF)).toList(),
        (inPath, parameters) -> KnownAsk.of(now.reader().apply(inPath, parameters), parameters),
        KnownAsk.schema(now.schema()));
  }

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
}
