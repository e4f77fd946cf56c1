package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records of texts, numbers and other records as JSON and back. The text is the same in every JVM,
 * where a map's and a set's order is not. A record that stands for a sealed interface says which it
 * is in {@code type}. A type that it does not know is refused: what it would write of it might
 * differ from one JVM to the next.
 */
final class RecordJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TYPE = "type";

  private RecordJson() {}

  static JsonNode write(Object value) {
    if (value instanceof Record fields) {
      return fields(fields);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      map.forEach((key, v) -> sorted.put((String) key, write(v)));
      ObjectNode node = NODES.objectNode();
      sorted.forEach(node::set);
      return node;
    }
    if (value instanceof Set<?> set) {
      return array(
          set.stream().map(RecordJson::write).sorted(Comparator.comparing(JsonNode::toString)));
    }
    if (value instanceof List<?> list) {
      return array(list.stream().map(RecordJson::write));
    }
    if (value instanceof Optional<?> one) {
      return one.map(RecordJson::write).orElse(NODES.nullNode());
    }
    return plain(value);
  }

  private static JsonNode plain(Object value) {
    if (value instanceof String || value instanceof Character) {
      return NODES.textNode(value.toString());
    }
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(constant.name());
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Boolean yes) {
      return NODES.booleanNode(yes);
    }
    throw unknown(value.getClass());
  }

  private static ObjectNode fields(Record record) {
    ObjectNode node = NODES.objectNode();
    if (Stream.of(record.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
      node.put(TYPE, record.getClass().getSimpleName());
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      node.set(component.getName(), write(get(component, record)));
    }
    return node;
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + record, e);
    }
  }

  private static ArrayNode array(Stream<JsonNode> elements) {
    ArrayNode node = NODES.arrayNode();
    elements.forEach(node::add);
    return node;
  }

  /**
   * Reads what {@link #write} wrote of a value of that type.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Object read(JsonNode node, Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(node, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    Class<?> one = (Class<?>) type;
    if (node == null) {
      throw new IllegalArgumentException("a " + one.getSimpleName() + " is missing");
    }
    if (one.isSealed()) {
      String name = node.path(TYPE).asText();
      return Stream.of(one.getPermittedSubclasses())
          .filter(c -> c.getSimpleName().equals(name))
          .findFirst()
          .map(c -> read(node, c))
          .orElseThrow(
              () -> new IllegalArgumentException("no " + one.getSimpleName() + " '" + name + "'"));
    }
    return one.isRecord() ? construct(node, one) : plain(node, one);
  }

  private static Object plain(JsonNode node, Class<?> type) {
    if (type == String.class) {
      return node.asText();
    }
    if (type == char.class) {
      return node.asText().charAt(0);
    }
    if (type == int.class) {
      return node.asInt();
    }
    if (type == boolean.class) {
      return node.asBoolean();
    }
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(c -> ((Enum<?>) c).name().equals(node.asText()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + type.getName() + " " + node));
    }
    throw unknown(type);
  }

  private static Object collection(JsonNode node, Class<?> type, Type[] of) {
    if (type == Optional.class) {
      return node == null || node.isNull() ? Optional.empty() : Optional.of(read(node, of[0]));
    }
    if (type == Map.class && of[0] == String.class) {
      Map<String, Object> map = new TreeMap<>();
      node.properties().forEach(e -> map.put(e.getKey(), read(e.getValue(), of[1])));
      return map;
    }
    Collection<Object> elements = new ArrayList<>();
    node.forEach(element -> elements.add(read(element, of[0])));
    if (type == List.class) {
      return List.copyOf(elements);
    }
    if (type == Set.class) {
      return Set.copyOf(elements);
    }
    throw unknown(type);
  }

  private static Object construct(JsonNode node, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Stream.of(components)
            .map(c -> read(node.get(c.getName()), c.getGenericType()))
            .toArray(Object[]::new);
    try {
      return type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + node, e);
    }
  }

  private static IllegalArgumentException unknown(Class<?> type) {
    return new IllegalArgumentException(
        type.getName() + " has no text that is the same in every JVM: make it a record");
  }
}
