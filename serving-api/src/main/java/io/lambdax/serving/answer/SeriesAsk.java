package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.FromTo;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /series/{id}}: the values of one series, transformed as a whole and then cut to the days
 * asked for, both inclusive.
 */
record SeriesAsk(SeriesId id, Range range, Transform transform) implements Ask {
  static final Parameter<SeriesId> ID =
      Parameter.of("id", Form.series(), "The series, as /api/v1/series lists it.").asRequired();
  private static final Parameter<Transform> TRANSFORM =
      Parameter.of("transform", Form.transform(), "What is done to the whole series first.")
          .or(Transform.LEVEL.word());

  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(FromTo.PARAMETERS.stream(), Stream.of(TRANSFORM)).toList();

  static SeriesAsk of(String id, Parameters parameters) {
    return new SeriesAsk(ID.read(id), FromTo.range(parameters), TRANSFORM.in(parameters));
  }

  private static final Table TABLE = Table.of("points", "day=/0 value=/1");

  @Override
  public Set<SeriesId> series(Moment moment) {
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
      points.addArray().add(Json.day(values.day(i))).add(Json.finite(values.value(i)));
    }
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    return new Members()
        .with("id", Shapes.series(), "The series.")
        .with("name", Schema.text(), "What people call it.")
        .with("transform", Shapes.transform(), "What was done to it.")
        .with(
            "points",
            Schema.array(Schema.tuple(Schema.day(), Schema.number())),
            "Days and their values, in order.")
        .and(Shapes.freshness())
        .schema();
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
