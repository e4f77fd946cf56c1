package io.lambdax.serving.answer;

import io.lambdax.core.series.Kind;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.view.Directory;
import io.lambdax.store.view.SummaryFilter;
import java.util.List;
import java.util.Optional;

/** The parameters that say which pairs of a family are shown. */
final class TopFilter {
  static final String ENTITY = "[A-Za-z0-9._-]{1,64}";
  static final String MEASURE = "[a-z0-9_]{1,64}";

  private static final Parameter<String> MARKET =
      Parameter.of(
          "market",
          Form.matching(ENTITY, "a market series' entity", "DAX"),
          "Only pairs with that market entity.");
  private static final Parameter<String> HEALTH =
      Parameter.of(
          "health",
          Form.matching(ENTITY, "a health series' entity", "DEU"),
          "Only pairs with that country.");
  private static final Parameter<String> MEASURE_OF_HEALTH =
      Parameter.of(
          "measure",
          Form.matching(MEASURE, "a health series' measure", "cases"),
          "Only pairs with that health measure.");

  static final List<Parameter<?>> PARAMETERS = List.of(MARKET, HEALTH, MEASURE_OF_HEALTH);

  private TopFilter() {}

  static SummaryFilter of(Parameters parameters) {
    return new SummaryFilter(
        MARKET.find(parameters), HEALTH.find(parameters), MEASURE_OF_HEALTH.find(parameters));
  }

  /**
   * Tells a list that happens to have no rows from one that can never have any.
   *
   * @throws ProblemException if no series has what a parameter asks for
   */
  static void requireKnown(SummaryFilter filter, Directory directory) {
    require(MARKET, filter.market(), directory.entitiesNear(Kind.MARKET, filter.market()));
    require(HEALTH, filter.health(), directory.entitiesNear(Kind.HEALTH, filter.health()));
    require(
        MEASURE_OF_HEALTH, filter.measure(), directory.measuresNear(Kind.HEALTH, filter.measure()));
  }

  private static void require(
      Parameter<String> parameter, Optional<String> value, List<String> near) {
    if (value.isPresent() && !near.contains(value.get())) {
      throw new ProblemException(
          Problem.unknownFilter(
              parameter.name(),
              value.get(),
              near.isEmpty()
                  ? "no such filter, for there is nothing to choose from"
                  : "one that series at /api/v1/series have, such as " + String.join(", ", near)));
    }
  }
}
