package io.lambdax.serving.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Shapes;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;

/** The schema of what clients are told by {@link EventStreams}. */
public final class EventShape {
  private EventShape() {}

  /** The data of an event. */
  public static ObjectNode schema() {
    return new Members()
        .with("view", Schema.orNull(Shapes.viewName()), "The batch view; null before the first.")
        .with("version", version(), "Answers include the facts up to it.")
        .with("summariesVersion", version(), "The version of lists of pairs.")
        .maybe(
            "series",
            Schema.oneOf(Schema.array(Shapes.series()), Schema.word("many")),
            "With a change: the series whose values are others, or that they may be any.")
        .schema();
  }

  private static ObjectNode version() {
    return Schema.orNull(Shapes.version());
  }
}
