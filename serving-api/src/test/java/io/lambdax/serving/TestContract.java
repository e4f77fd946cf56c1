package io.lambdax.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The API's document as a client has it, and what of a response it does not allow. */
final class TestContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new HashMap<>();
  private final JsonNode document;

  /**
   * A response.
   *
   * @param header the value of a header, "" without one
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Response(int status, UnaryOperator<String> header, byte[] body) {
    static Response of(TestApi.Reply reply) {
      return new Response(reply.status(), reply::header, reply.bytes());
    }
  }

  /** A parameter that the document tells of. */
  record Parameter(String name, boolean inPath, boolean required, JsonNode json) {
    String example() {
      return schema().get("examples").get(0).asText();
    }

    JsonNode schema() {
      return json.get("schema");
    }
  }

  TestContract(JsonNode document) {
    this.document = document;
  }

  /** The addresses of the API, at which every parameter counts. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);
    paths.removeIf(path -> !path.startsWith("/api/"));
    return paths;
  }

  List<Parameter> parameters(String path) {
    return StreamSupport.stream(get(path).get("parameters").spliterator(), false)
        .map(
            json ->
                new Parameter(
                    json.get("name").asText(),
                    json.get("in").asText().equals("path"),
                    json.get("required").asBoolean(),
                    json))
        .toList();
  }

  /** What the document has a success look like, by media type. */
  JsonNode success(String path) {
    return get(path).get("responses").get("200").get("content");
  }

  /** Those problems, by name. */
  List<String> problems() {
    List<String> names = new ArrayList<>();
    document.at("/components/responses").fieldNames().forEachRemaining(names::add);
    names.remove("NotModified");
    return names;
  }

  /** What the document has a problem look like that several addresses answer with. */
  JsonNode problem(String name) {
    return document.at("/components/responses/" + name + "/content/application~1problem+json");
  }

  /** Whether the document calls a value of a parameter right. */
  boolean allows(Parameter parameter, String value) {
    return instances(value).anyMatch(node -> violations(parameter.schema(), node).isEmpty());
  }

  /** What a text can be meant as: it has no type of its own. */
  private static Stream<JsonNode> instances(String text) {
    Stream<JsonNode> number =
        text.matches("-?[0-9]+")
            ? Stream.of(BigIntegerNode.valueOf(new BigInteger(text)))
            : Stream.empty();
    return Stream.concat(number, Stream.of(TextNode.valueOf(text)));
  }

  /** What the document does not allow of a response to that path of it; nothing if all is well. */
  List<String> violations(String path, Response response) throws IOException {
    JsonNode responses = get(path).get("responses");
    JsonNode found =
        resolve(
            responses.path(
                responses.has("" + response.status()) ? "" + response.status() : "default"));
    List<String> violations = new ArrayList<>();
    found
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String value = response.header().apply(header.getKey());
              JsonNode schema = header.getValue().get("schema");
              boolean away = value.isEmpty() && !header.getValue().get("required").asBoolean();
              if (!away && instances(value).noneMatch(node -> violations(schema, node).isEmpty())) {
                violations.add(header.getKey() + " '" + value + "' is not of " + schema);
              }
            });
    String type = response.header().apply("Content-Type").replaceAll(";.*", "");
    if (!found.has("content")) {
      if (response.body().length > 0) {
        violations.add("a body of " + type + " where the document has none");
      }
    } else if (!found.get("content").has(type)) {
      violations.add("the type '" + type + "', where the document has " + found.get("content"));
    } else if (type.endsWith("json")) {
      violations.addAll(
          violations(found.get("content").get(type).get("schema"), json(response.body())));
    }
    return violations;
  }

  private static JsonNode json(byte[] body) throws IOException {
    return MAPPER.readTree(body);
  }

  /** What a schema of the document, by name, does not allow. */
  List<String> violations(String name, JsonNode instance) {
    return violations(document.get("components").get("schemas").get(name), instance);
  }

  /** What a schema in the document does not allow. */
  List<String> violations(JsonNode schema, JsonNode instance) {
    return schemas
        .computeIfAbsent(schema, this::compile)
        .validate(
            instance,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** References lead into the document's components, so these go with it. */
  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return registry.getSchema(whole);
  }

  private JsonNode get(String path) {
    return Optional.ofNullable(document.get("paths").get(path)).orElseThrow().get("get");
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
