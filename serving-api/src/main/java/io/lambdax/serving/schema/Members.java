package io.lambdax.serving.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The members of an object, in order; it has no others. Not thread-safe. */
public final class Members {
  private final Map<String, ObjectNode> members = new LinkedHashMap<>();
  private final Set<String> always = new LinkedHashSet<>();

  /** A member that is always there. */
  public Members with(String name, ObjectNode schema, String description) {
    always.add(name);
    return maybe(name, schema, description);
  }

  /** A member that may be left out. */
  public Members maybe(String name, ObjectNode schema, String description) {
    members.put(name, schema.deepCopy().put("description", description));
    return this;
  }

  /** These and then those. */
  public Members and(Members others) {
    members.putAll(others.members);
    always.addAll(others.always);
    return this;
  }

  /** The object's schema. */
  public ObjectNode schema() {
    ObjectNode schema = Schema.type("object");
    ObjectNode properties = schema.putObject("properties");
    properties.setAll(members);
    ArrayNode required = schema.putArray("required");
    always.forEach(required::add);
    return schema.put("additionalProperties", false);
  }
}
