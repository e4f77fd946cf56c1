package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.FromTo;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two series, what is done to them, and on which days: what all questions about a pair have in
 * common.
 */
record Pair(SeriesId x, SeriesId y, Transform xTransform, Transform yTransform, Range range) {
  /** Days: a hundred years. */
  static final int LONGEST_WINDOW = 36_525;

  private static final Parameter<SeriesId> X =
      Parameter.of("x", Form.series(Kind.MARKET), "The market series.").asRequired();
  private static final Parameter<SeriesId> Y =
      Parameter.of("y", Form.series(Kind.HEALTH), "The health series.").asRequired();
  static final Parameter<Transform> X_TRANSFORM =
      Parameter.of("xTransform", Form.transform(), "What is done to x first.")
          .or(Transform.LEVEL.word());
  static final Parameter<Transform> Y_TRANSFORM =
      Parameter.of("yTransform", Form.transform(), "What is done to y first.")
          .or(Transform.LEVEL.word());

  /** Days, or 0 for all. */
  static final Form<Integer> WINDOW_FORM =
      Form.integer(0, LONGEST_WINDOW, 90).orNothing("for all days leave it out, or write 0");

  private static final Parameter<Integer> WINDOW =
      Parameter.of(
              "window",
              WINDOW_FORM,
              "So many calendar days of x up to where the shorter series ends, not with from or"
                  + " to; all if left out, for which 0 stands too.")
          .or(0);

  /** What is done to the series, and on which days. */
  static final List<Parameter<?>> HOW =
      Stream.of(List.of(X_TRANSFORM, Y_TRANSFORM), FromTo.PARAMETERS, List.of(WINDOW))
          .<Parameter<?>>flatMap(List::stream)
          .toList();

  static final List<Parameter<?>> PARAMETERS =
      Stream.<Parameter<?>>concat(Stream.of(X, Y), HOW.stream()).toList();

  static Pair of(Parameters parameters) {
    return new Pair(
        X.in(parameters),
        Y.in(parameters),
        X_TRANSFORM.in(parameters),
        Y_TRANSFORM.in(parameters),
        range(parameters));
  }

  static Range range(Parameters parameters) {
    int window = WINDOW.in(parameters);
    Range range = FromTo.range(parameters);
    if (window > 0 && !range.equals(Range.all())) {
      throw parameters.bad(WINDOW.name(), "either window, or from and to, but not both");
    }
    return window > 0 ? Range.window(window) : range;
  }

  Pairing pairing(View view) {
    return new Pairing(view.values("x", x), view.values("y", y), xTransform, yTransform, range);
  }

  Set<SeriesId> series() {
    return Set.of(x, y);
  }

  ObjectNode json() {
    return Json.object()
        .put("x", x.toString())
        .put("y", y.toString())
        .put("xTransform", xTransform.word())
        .put("yTransform", yTransform.word());
  }

  /** The members of {@link #json}. */
  static Members members() {
    return new Members()
        .with("x", Shapes.series(), "The market series.")
        .with("y", Shapes.series(), "The health series.")
        .with("xTransform", Shapes.transform(), "What was done to x.")
        .with("yTransform", Shapes.transform(), "What was done to y.");
  }
}
