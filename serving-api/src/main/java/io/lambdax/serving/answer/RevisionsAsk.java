package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.FromTo;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.Statement;
import io.lambdax.serving.view.View;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * {@code /series/{id}/revisions}: everything that was said of the days whose value changed after it
 * was first published.
 */
record RevisionsAsk(SeriesId id, Range range) implements Ask {
  static final List<Parameter<?>> PARAMETERS = FromTo.PARAMETERS;

  private static final Table TABLE = Table.of("revisions", "day version publishedAt value");

  static RevisionsAsk of(String id, Parameters parameters) {
    return new RevisionsAsk(SeriesAsk.ID.read(id), FromTo.range(parameters));
  }

  @Override
  public Set<SeriesId> series(Moment moment) {
    return Set.of(id);
  }

  @Override
  public ObjectNode answer(View view) {
    ObjectNode json = Json.object().put("id", id.toString()).put("name", Names.of(id));
    ArrayNode rows = json.putArray("revisions");
    for (Statement statement : view.revised("id", id)) {
      LocalDate day = statement.day();
      if (range.from().filter(day::isBefore).isEmpty()
          && range.to().filter(day::isAfter).isEmpty()) {
        ObjectNode row = rows.addObject().put("day", day.toString());
        row.put("version", statement.version());
        row.put("publishedAt", statement.published().toString());
        Json.put(row, "value", statement.value());
      }
    }
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members row =
        new Members()
            .with("day", Schema.day(), "The day that was spoken of.")
            .with("version", Shapes.version(), "The version that brought it.")
            .with("publishedAt", Schema.instant(), "When that was published.")
            .with("value", Schema.orNull(Schema.number()), "The value; null: it was withdrawn.");
    return new Members()
        .with("id", Shapes.series(), "The series.")
        .with("name", Schema.text(), "What people call it.")
        .with(
            "revisions",
            Schema.array(row.schema()),
            "All values of the days that have had more than one, by day and version; of facts newer"
                + " than the batch view, what the realtime view was there to see.")
        .and(Shapes.freshness())
        .schema();
  }
}
