package io.lambdax.serving.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Shapes;
import io.lambdax.serving.schema.Schema;

/** The responses of the document: statuses, headers and bodies. */
final class Responses {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PROBLEM = "Problem";

  private Responses() {}

  /** Those that operations refer to. */
  static ObjectNode components() {
    ObjectNode all = JSON.objectNode();
    all.set("NotModified", notModified());
    all.set(
        "BadRequest",
        problem("A parameter is wrong, missing, repeated or unknown; the problem names it."));
    all.set(
        "NotFound",
        problem(
            "What was asked for is not there, or was not known then; the problem says what is near."));
    all.set("Gone", problem("The list that 'after' goes on with has changed: start again."));
    ObjectNode unknown = problem("This API answers only those who bring a key (configuration).");
    header(unknown, "WWW-Authenticate", Schema.text(), "How a key is brought.");
    all.set("Unauthorized", unknown);
    all.set("TooManyRequests", later("This client asks more often than it may (configuration)."));
    all.set(
        "Unavailable",
        later(
            "There is no view yet, the view store is away, too much is asked at once, or the answer"
                + " is still being worked out."));
    all.set("Other", problem("Any other problem: what cannot be read, or an error of the server."));
    all.properties().forEach(one -> Examples.add(one.getKey(), (ObjectNode) one.getValue()));
    return all;
  }

  /** The schemas that those refer to. */
  static void schemas(ObjectNode schemas) {
    schemas.set(PROBLEM, Shapes.problem().schema());
  }

  /** All responses of an operation. */
  static ObjectNode of(Operation operation) {
    ObjectNode responses = JSON.objectNode();
    responses.set("200", success(operation));
    if (operation.tagged()) {
      responses.set("304", shared("NotModified"));
    }
    responses.set("400", shared("BadRequest"));
    responses.set("401", shared("Unauthorized"));
    if (operation.viewed()) {
      responses.set("404", shared("NotFound"));
    }
    if (operation.paged()) {
      responses.set("410", shared("Gone"));
    }
    responses.set("429", shared("TooManyRequests"));
    responses.set("503", shared("Unavailable"));
    responses.set("default", shared("Other"));
    return responses;
  }

  /** All responses where the server tells about itself. */
  static ObjectNode of(Probe probe) {
    ObjectNode responses = JSON.objectNode();
    ObjectNode well = live(probe, "The answer.");
    Examples.add(probe.name(), well);
    responses.set("200", well);
    if (probe.fails()) {
      responses.set("503", live(probe, "The answer of a server that is not ready."));
    }
    if (!probe.open()) {
      responses.set("401", shared("Unauthorized"));
      responses.set("429", shared("TooManyRequests"));
      responses.set("503", shared("Unavailable"));
    }
    responses.set("default", shared("Other"));
    return responses;
  }

  private static ObjectNode live(Probe probe, String description) {
    ObjectNode response = JSON.objectNode().put("description", description);
    header(response, "Cache-Control", Schema.word("no-store"), "Live.");
    content(response, probe.type(), Schema.named(probe.name()));
    return response;
  }

  private static ObjectNode success(Operation operation) {
    ObjectNode response = JSON.objectNode().put("description", "The answer.");
    header(
        response,
        "Cache-Control",
        Schema.word(operation.tagged() ? "no-cache" : "no-store"),
        operation.tagged() ? "Keep it, and ask with its tag whether it still holds." : "Live.");
    if (operation.tagged()) {
      tag(response);
    }
    if (operation.viewed()) {
      header(
          response,
          "X-Cache",
          Shapes.outcome(),
          "Whether the cache had the answer, had it not, or is off.");
    }
    maybeHeader(
        response, "X-Request-Id", Schema.text(), "The request's own id, or the one it is given.");
    content(response, operation.type(), Schema.named(operation.name()));
    if (!operation.columns().isEmpty()) {
      table(response, operation);
    }
    Examples.add(operation.name(), response);
    return response;
  }

  private static void table(ObjectNode response, Operation operation) {
    maybeHeader(
        response,
        "Lambdax-Freshness",
        Schema.text(),
        "With text/csv: how fresh it is, as JSON of the members view, version and so on.");
    if (operation.paged()) {
      maybeHeader(
          response, "Link", Schema.text(), "With text/csv: the next page, if there is one.");
    }
    content(
        response,
        "text/csv",
        Schema.text()
            .put(
                "description",
                "RFC 4180 with a header line: " + String.join(",", operation.columns())));
  }

  private static ObjectNode notModified() {
    ObjectNode response =
        JSON.objectNode().put("description", "The answer is the one of If-None-Match.");
    tag(response);
    return response;
  }

  private static ObjectNode problem(String description) {
    ObjectNode response = JSON.objectNode().put("description", description);
    header(response, "Cache-Control", Schema.word("no-store"), "Problems pass.");
    content(response, "application/problem+json", Schema.named(PROBLEM));
    return response;
  }

  /** A problem that passes. */
  private static ObjectNode later(String description) {
    ObjectNode response = problem(description);
    header(
        response, "Retry-After", Schema.integer(1), "Seconds after which asking again may help.");
    return response;
  }

  private static void tag(ObjectNode response) {
    header(
        response,
        "ETag",
        Schema.matching("W/\"[0-9a-f-]+\""),
        "Names the answer: another one as soon as a byte is another one.");
  }

  private static void header(
      ObjectNode response, String name, ObjectNode schema, String description) {
    header(response, name, schema, description, true);
  }

  private static void maybeHeader(
      ObjectNode response, String name, ObjectNode schema, String description) {
    header(response, name, schema, description, false);
  }

  private static void header(
      ObjectNode response, String name, ObjectNode schema, String description, boolean always) {
    response
        .withObjectProperty("headers")
        .putObject(name)
        .put("description", description)
        .put("required", always)
        .set("schema", schema);
  }

  private static void content(ObjectNode response, String type, ObjectNode schema) {
    response.withObjectProperty("content").putObject(type).set("schema", schema);
  }

  private static ObjectNode shared(String name) {
    return JSON.objectNode().put("$ref", "#/components/responses/" + name);
  }
}
