package io.lambdax.serving.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The schemas that others are put together from. Each call makes one of its own. */
public final class Schema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Schema() {}

  /** Any text. */
  public static ObjectNode text() {
    return type("string");
  }

  /**
   * A text that a regular expression, which both Java and ECMA 262 can read, matches as a whole.
   */
  public static ObjectNode matching(String regex) {
    return text().put("pattern", "^(?:" + regex + ")$");
  }

  /** One of some words. */
  public static ObjectNode words(List<String> words) {
    ObjectNode schema = text();
    ArrayNode all = schema.putArray("enum");
    words.forEach(all::add);
    return schema;
  }

  /** One text and no other. */
  public static ObjectNode word(String word) {
    return text().put("const", word);
  }

  /** A calendar day, {@code 2020-03-01}. */
  public static ObjectNode day() {
    return text().put("format", "date");
  }

  /** An instant in UTC, {@code 2020-03-01T12:00:00Z}. */
  public static ObjectNode instant() {
    return text().put("format", "date-time");
  }

  /** A finite number. */
  public static ObjectNode number() {
    return type("number");
  }

  /** A number, both bounds inclusive. */
  public static ObjectNode number(double least, double most) {
    return number().put("minimum", least).put("maximum", most);
  }

  /** A whole number of at least that. */
  public static ObjectNode integer(long least) {
    return type("integer").put("minimum", least);
  }

  /** A whole number, both bounds inclusive. */
  public static ObjectNode integer(long least, long most) {
    return integer(least).put("maximum", most);
  }

  /** True or false. */
  public static ObjectNode bool() {
    return type("boolean");
  }

  /** Null. */
  public static ObjectNode nothing() {
    return type("null");
  }

  /** Exactly one of these. */
  public static ObjectNode oneOf(ObjectNode... schemas) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode all = schema.putArray("oneOf");
    for (ObjectNode one : schemas) {
      all.add(one);
    }
    return schema;
  }

  /** An array of any length. */
  public static ObjectNode array(ObjectNode items) {
    ObjectNode schema = type("array");
    schema.set("items", items);
    return schema;
  }

  /** An array of exactly these. */
  public static ObjectNode tuple(ObjectNode... items) {
    ObjectNode schema = type("array");
    ArrayNode prefix = schema.putArray("prefixItems");
    for (ObjectNode item : items) {
      prefix.add(item);
    }
    return schema.put("minItems", items.length).put("maxItems", items.length);
  }

  /** A schema of the document, by its name there. */
  public static ObjectNode named(String name) {
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** The same, or null. */
  public static ObjectNode orNull(ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type == null || schema.has("enum") || schema.has("const")) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(schema).add(type("null"));
      return either;
    }
    ObjectNode nullable = schema.deepCopy();
    nullable.putArray("type").add(type).add("null");
    return nullable;
  }

  static ObjectNode type(String type) {
    return JSON.objectNode().put("type", type);
  }
}
