package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.request.Words;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Two series, what is done to them, and on which days: what all questions about a pair have in
 * common.
 */
record Pair(SeriesId x, SeriesId y, Transform xTransform, Transform yTransform, Range range) {
  static final List<String> PARAMETERS =
      List.of("x", "y", "xTransform", "yTransform", "from", "to", "window");

  /** Days: a hundred years. */
  static final int LONGEST_WINDOW = 36_525;

  static Pair of(Parameters parameters) {
    return new Pair(
        parameters.series("x", Kind.MARKET),
        parameters.series("y", Kind.HEALTH),
        Words.transform(parameters, "xTransform").orElse(Transform.LEVEL),
        Words.transform(parameters, "yTransform").orElse(Transform.LEVEL),
        range(parameters));
  }

  private static Range range(Parameters parameters) {
    OptionalInt window = parameters.integer("window", 1, LONGEST_WINDOW);
    if (window.isEmpty()) {
      return parameters.fromTo();
    }
    if (parameters.has("from") || parameters.has("to")) {
      throw parameters.bad("window", "either window, or from and to, but not both");
    }
    return Range.window(window.getAsInt());
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
}
