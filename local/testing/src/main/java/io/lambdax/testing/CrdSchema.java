package io.lambdax.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A version of a custom resource as its CRD defines it: finds in a resource what an API server
 * would refuse or, worse, silently drop. Walks the schema's structure: types, unknown and missing
 * fields, enum, pattern, bounds, formats and keys of lists; not CEL rules. Immutable.
 */
public final class CrdSchema {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final String apiVersion;
  private final String kind;
  private final JsonNode schema;

  private CrdSchema(String apiVersion, String kind, JsonNode schema) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.schema = schema;
  }

  /**
   * From the CRD in a file of ../shared/k8s/crds. Where there is none the calling test is skipped,
   * or fails if {@code -Dlambdax.shared.required=true}.
   */
  public static CrdSchema sharedOrSkip(String file, String version) {
    return of(Shared.orSkip("k8s/crds").resolve(file), version);
  }

  /** The same, for a test that has more to show than this: empty where there is none. */
  public static Optional<CrdSchema> sharedIfAny(String file, String version) {
    return Shared.ifAny("k8s/crds").map(crds -> of(crds.resolve(file), version));
  }

  /**
   * From the CRD in a YAML file.
   *
   * @throws IllegalArgumentException if it does not have that version
   */
  public static CrdSchema of(Path file, String version) {
    try {
      JsonNode spec = YAML.readTree(file.toFile()).path("spec");
      for (JsonNode one : spec.path("versions")) {
        if (one.path("name").asText().equals(version)) {
          return new CrdSchema(
              spec.path("group").asText() + "/" + version,
              spec.path("names").path("kind").asText(),
              one.path("schema").path("openAPIV3Schema"));
        }
      }
      throw new IllegalArgumentException(file + " defines no version " + version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Everything wrong with a resource, each with its path; empty if it is valid.
   *
   * @param resource as YAML or JSON
   */
  public List<String> problems(String resource) {
    try {
      return problems(YAML.readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of a resource in maps and lists, or of a model that Jackson can write. */
  public List<String> problems(Object resource) {
    JsonNode tree = new ObjectMapper().valueToTree(resource);
    List<String> problems = new ArrayList<>();
    if (!tree.path("apiVersion").asText().equals(apiVersion)
        || !tree.path("kind").asText().equals(kind)) {
      problems.add(
          "is %s %s: expected %s %s"
              .formatted(
                  tree.path("apiVersion").asText(), tree.path("kind").asText(), apiVersion, kind));
    }
    if (tree.path("metadata").path("name").asText().isEmpty()
        && tree.path("metadata").path("generateName").asText().isEmpty()) {
      problems.add(".metadata.name: missing");
    }
    required(schema, tree, "", problems);
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!List.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
        field(schema, field.getKey(), field.getValue(), "", problems);
      }
    }
    return problems;
  }

  private static void value(JsonNode schema, JsonNode value, String path, List<String> problems) {
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean()) {
        problems.add(path + ": null");
      }
      return;
    }
    if (!isOfType(schema, value)) {
      problems.add(path + ": " + value + " is not " + type(schema));
      return;
    }
    ValueRules.check(schema, value, path, problems);
    if (value.isObject()) {
      required(schema, value, path, problems);
      value.properties().forEach(f -> field(schema, f.getKey(), f.getValue(), path, problems));
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        value(schema.path("items"), value.get(i), path + "[" + i + "]", problems);
      }
    }
  }

  private static void required(
      JsonNode schema, JsonNode value, String path, List<String> problems) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        problems.add(path + "." + name.asText() + ": missing");
      }
    }
  }

  private static void field(
      JsonNode schema, String name, JsonNode value, String path, List<String> problems) {
    String below = path + "." + name;
    JsonNode more = schema.path("additionalProperties");
    if (schema.path("properties").has(name)) {
      value(schema.path("properties").path(name), value, below, problems);
    } else if (more.isObject()) {
      value(more, value, below, problems);
    } else if (!more.asBoolean()
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      problems.add(below + ": unknown field");
    }
  }

  private static String type(JsonNode schema) {
    return isIntOrString(schema) ? "integer or string" : schema.path("type").asText();
  }

  private static boolean isIntOrString(JsonNode schema) {
    return schema.path("x-kubernetes-int-or-string").asBoolean();
  }

  private static boolean isOfType(JsonNode schema, JsonNode value) {
    if (isIntOrString(schema)) {
      return value.isIntegralNumber() || value.isTextual();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  /** Rules of a value by itself, once its type is right. */
  private static final class ValueRules {

    private static void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
      if (schema.has("enum") && stream(schema.path("enum")).noneMatch(value::equals)) {
        problems.add(path + ": " + value + " is not one of " + schema.path("enum"));
      }
      if (value.isNumber()) {
        bounds(schema, value, path, problems);
      }
      String pattern = schema.path("pattern").asText();
      if (value.isTextual()
          && !pattern.isEmpty()
          && !Pattern.compile(pattern).matcher(value.asText()).find()) {
        problems.add(path + ": " + value + " does not match " + pattern);
      }
      if (value.isArray() && schema.has("x-kubernetes-list-map-keys")) {
        long keys = stream(value).map(item -> key(schema, item)).distinct().count();
        if (keys < value.size()) {
          problems.add(path + ": two items of the same key");
        }
      }
    }

    private static void bounds(
        JsonNode schema, JsonNode value, String path, List<String> problems) {
      if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()) {
        problems.add(path + ": " + value + " is under " + schema.path("minimum"));
      }
      if (schema.has("maximum") && value.asDouble() > schema.path("maximum").asDouble()) {
        problems.add(path + ": " + value + " is over " + schema.path("maximum"));
      }
      String format = schema.path("format").asText();
      if ((format.equals("int32") && !value.canConvertToInt())
          || (format.equals("int64") && !value.canConvertToLong())) {
        problems.add(path + ": " + value + " is no " + format);
      }
    }

    private static List<String> key(JsonNode schema, JsonNode item) {
      return stream(schema.path("x-kubernetes-list-map-keys"))
          .map(name -> item.path(name.asText()).toString())
          .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
      return StreamSupport.stream(array.spliterator(), false);
    }
  }
}
