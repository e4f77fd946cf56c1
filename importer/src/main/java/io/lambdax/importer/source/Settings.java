package io.lambdax.importer.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The values of one declaration. One that is wrong is noted as a problem and something that would
 * be right stands in for it, so that the rest is looked at too.
 */
final class Settings {
  private final String prefix;
  private final Config config;
  private final Problems problems;

  Settings(String source, Config config, Problems problems) {
    this.prefix = "source '" + source + "': ";
    this.config = config;
    this.problems = problems;
  }

  boolean has(String key) {
    return config.hasPath(key);
  }

  void wrong(String key, String message) {
    problems.add(origin(key), prefix + message);
  }

  <T> Optional<T> attempt(String key, Supplier<T> reader) {
    return problems.attempt(origin(key), prefix, reader);
  }

  /** Notes a problem if that key is missing. */
  boolean requires(String key, String example) {
    if (!has(key)) {
      wrong(key, "has no " + key + ": write for example " + key + " = " + example);
    }
    return has(key);
  }

  Optional<String> text(String key) {
    return has(key) ? attempt(key, () -> config.getString(key)) : Optional.empty();
  }

  /** What that reads of the key, or the other if there is no such key, or a wrong one. */
  <T> T or(String key, T other, Supplier<T> reader) {
    return has(key) ? attempt(key, reader).orElse(other) : other;
  }

  /** Each member of an object, by its name; notes a problem if there is none. */
  void members(String key, String example, BiConsumer<String, ConfigValue> member) {
    if (!requires(key, example)) {
      return;
    }
    Optional<Map<String, ConfigValue>> members = attempt(key, () -> config.getObject(key));
    if (members.isPresent() && members.get().isEmpty()) {
      wrong(key, key + " is empty: write for example " + key + " = " + example);
    }
    // By name: their own order is nobody's.
    new TreeMap<>(members.orElse(Map.of()))
        .forEach(
            (name, value) -> {
              var unused =
                  problems.attempt(
                      value.origin(),
                      prefix,
                      () -> {
                        member.accept(name, value);
                        return value;
                      });
            });
  }

  Column column(String key) {
    return requires(key, "\"" + key + "\"")
        ? attempt(key, () -> column(config.getValue(key))).orElse(Column.named(key))
        : Column.named(key);
  }

  Map<String, Column> columns(String key, String example) {
    Map<String, Column> columns = new TreeMap<>();
    members(key, example, (measure, value) -> columns.put(measure(measure), column(value)));
    return columns;
  }

  private static Column column(ConfigValue value) {
    return value.unwrapped() instanceof Number n
        ? new Column.At(n.intValue())
        : Column.named(String.valueOf(value.unwrapped()));
  }

  static String measure(String word) {
    return new SeriesId(Kind.HEALTH, "X", word).measure();
  }

  Config config() {
    return config;
  }

  private ConfigOrigin origin(String key) {
    return has(key) ? config.getValue(ConfigUtil.quoteString(key)).origin() : config.origin();
  }
}
