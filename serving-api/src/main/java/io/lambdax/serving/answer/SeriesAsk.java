package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.request.Words;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * {@code /series/{id}}: the values of one series, transformed as a whole and then cut to the days
 * asked for, both inclusive.
 */
record SeriesAsk(SeriesId id, Range range, Transform transform) implements Ask {
  static final List<String> PARAMETERS = List.of("from", "to", "transform");

  static SeriesAsk of(String id, Parameters parameters) {
    return new SeriesAsk(
        Parameters.seriesId("id", id),
        parameters.fromTo(),
        Words.transform(parameters, "transform").orElse(Transform.LEVEL));
  }

  @Override
  public Set<SeriesId> series() {
    return Set.of(id);
  }

  @Override
  public ObjectNode answer(View view) {
    Series values =
        transform
            .apply(view.values("id", id))
            .values()
            .between(
                range.from().map(SeriesAsk::day).orElse(Integer.MIN_VALUE),
                range.to().map(SeriesAsk::day).orElse(Integer.MAX_VALUE));
    ObjectNode json =
        Json.object()
            .put("id", id.toString())
            .put("name", Names.of(id))
            .put("transform", transform.word());
    ArrayNode points = json.putArray("points");
    for (int i = 0; i < values.size(); i++) {
      points
          .addArray()
          .add(LocalDate.ofEpochDay(values.day(i)).toString())
          .add(Json.finite(values.value(i)));
    }
    return json;
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
