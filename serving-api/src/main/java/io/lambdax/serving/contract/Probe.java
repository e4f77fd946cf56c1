package io.lambdax.serving.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import java.util.List;

/**
 * What the document says of an address at which the server tells about itself. Parameters are
 * passed over there: those who ask may add their own.
 *
 * @param name of the operation and of its answer
 * @param type the answer's media type
 * @param open whether everybody is answered, however much is asked
 * @param fails whether the same answer comes with 503
 */
record Probe(
    String path,
    String name,
    String summary,
    String type,
    ObjectNode schema,
    boolean open,
    boolean fails) {
  static final List<Probe> ALL =
      List.of(
          new Probe(
              "/healthz",
              "Health",
              "Whether the process runs.",
              "text/plain",
              Schema.word("ok\n"),
              true,
              false),
          new Probe(
              "/readyz",
              "Readiness",
              "Whether questions can be answered; if not, what is amiss and what to do.",
              Operation.JSON,
              readiness(),
              true,
              true),
          new Probe(
              "/metrics",
              "Metrics",
              "What the server counts and measures, as Prometheus reads it.",
              "text/plain",
              Schema.text(),
              false,
              false));

  private static ObjectNode readiness() {
    ObjectNode checks = JsonNodeFactory.instance.objectNode().put("type", "object");
    checks.set("additionalProperties", Schema.text());
    return new Members()
        .with("ready", Schema.bool(), "Whether all that is needed is there.")
        .with("checks", checks, "\"ok\" or what is wrong, by what was looked at.")
        .schema();
  }

  /** The operation of the document. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operationId", "get" + name).put("summary", summary);
    if (open) {
      ArrayNode nobody = json.putArray("security");
      nobody.addObject();
    }
    json.set("responses", Responses.of(this));
    return json;
  }
}
