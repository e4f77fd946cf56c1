package io.lambdax.serving.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Asks;
import io.lambdax.serving.answer.Shapes;
import io.lambdax.serving.answer.StatusShape;
import io.lambdax.serving.events.EventShape;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/** Makes the API's OpenAPI 3.1 document: the same code makes the same one. */
public final class Document {
  /** Where it is served. */
  public static final String PATH = "/api/v1/openapi.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DESCRIPTION =
      """
      How does the market move with the epidemic? Every answer is worked out from one moment of the \
      batch and the realtime view, and says how fresh it is. HEAD is answered as GET, without the \
      body. Every error is a problem document (RFC 9457) that names the parameter, its value and \
      what would be right; a parameter that an address does not know is refused, not passed over.""";

  private static final List<Operation> OTHERS =
      List.of(
          Operation.plain(
              "/api/v1/status",
              "Status",
              "How fresh everything is, and what is amiss.",
              Operation.JSON,
              false,
              StatusShape.schema()),
          Operation.plain(
              "/api/v1/events",
              "Events",
              "Tells of each change as it happens, until the client leaves (server-sent events).",
              "text/event-stream",
              false,
              Schema.text()
                  .put(
                      "description",
                      "Events 'state', first, and 'change', whenever something is another, whose data"
                          + " are as the schema Event has it. Comments between them show that it is alive.")),
          Operation.plain(
              PATH,
              "OpenApi",
              "This document.",
              Operation.JSON,
              true,
              JSON.objectNode().put("type", "object")));

  private Document() {}

  /** A document of one's own, to be changed at will. */
  public static ObjectNode make() {
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Lambdax").put("version", "1").put("description", DESCRIPTION);
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    // Whether a key is needed is a matter of configuration.
    ArrayNode security = document.putArray("security");
    security.addObject();
    security.addObject().putArray("bearer");
    security.addObject().putArray("key");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = JSON.objectNode();
    operations()
        .forEach(
            operation -> {
              paths.putObject(operation.path()).set("get", operation(operation));
              schemas.set(operation.name(), operation.schema().deepCopy());
            });
    for (Probe probe : Probe.ALL) {
      paths.putObject(probe.path()).set("get", probe.json());
      schemas.set(probe.name(), probe.schema().deepCopy());
    }
    Shapes.named().forEach(schemas::set);
    schemas.set("Event", EventShape.schema());
    Responses.schemas(schemas);
    ObjectNode components = document.putObject("components");
    components.set("responses", Responses.components());
    components.set("schemas", schemas);
    ObjectNode keys = components.putObject("securitySchemes");
    keys.putObject("bearer").put("type", "http").put("scheme", "bearer");
    keys.putObject("key").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    return document;
  }

  /** Every address of the API that it tells of. */
  public static List<String> paths() {
    return operations().map(Operation::path).toList();
  }

  private static Stream<Operation> operations() {
    return Stream.concat(Asks.ALL.stream().map(Operation::of), OTHERS.stream());
  }

  private static ObjectNode operation(Operation operation) {
    ObjectNode json = JSON.objectNode();
    json.put("operationId", "get" + operation.name()).put("summary", operation.summary());
    ArrayNode parameters = json.putArray("parameters");
    operation.inPath().ifPresent(parameter -> parameters.add(parameter(parameter, "path")));
    operation.query().forEach(parameter -> parameters.add(parameter(parameter, "query")));
    json.set("responses", Responses.of(operation));
    return json;
  }

  private static ObjectNode parameter(Parameter<?> parameter, String in) {
    ObjectNode json =
        JSON.objectNode()
            .put("name", parameter.name())
            .put("in", in)
            .put("description", parameter.description())
            .put("required", parameter.required());
    ObjectNode schema = parameter.form().schema().deepCopy();
    parameter.standard().ifPresent(text -> schema.set("default", value(schema, text)));
    JsonNode example = value(schema, parameter.form().example());
    schema.putArray("examples").add(example);
    json.set("schema", schema);
    if (parameter.required()) {
      // Swagger UI fills this in, which for all parameters at once would be no question at all.
      json.set("example", example);
    }
    return json;
  }

  /** Whole numbers are such in JSON too; all else is text. */
  private static JsonNode value(ObjectNode schema, String text) {
    return schema.path("type").asText().equals("integer")
        ? JSON.numberNode(Integer.parseInt(text))
        : JSON.textNode(text);
  }
}
