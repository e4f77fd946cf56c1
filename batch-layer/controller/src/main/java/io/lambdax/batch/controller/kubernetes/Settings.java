package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Settings below one path of the configuration. What is refused is refused with the setting's name,
 * its value and what would be right.
 */
final class Settings {

  /** What Secrets, ConfigMaps and the like may be called. */
  static final String OBJECT = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";

  private final Config config;
  private final String path;

  Settings(Config root, String path) {
    this(path, root.getConfig(path));
  }

  private Settings(String path, Config config) {
    this.path = path;
    this.config = config;
  }

  Settings below(String name) {
    return new Settings(path + "." + name, config.getConfig(name));
  }

  String text(String name, String pattern, String expected) {
    String value = config.getString(name);
    demand(value.matches(pattern), name, value, expected);
    return value;
  }

  /** The same, or empty. */
  String textIfAny(String name, String pattern, String expected) {
    return text(name, "|" + pattern, expected + ", or nothing");
  }

  /** {@code namespace}: one, or empty. */
  String namespace() {
    return textIfAny("namespace", "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", "the name of a namespace");
  }

  /** What is separated by blanks or commas. */
  List<String> words(String name, String pattern, String expected) {
    List<String> words =
        Stream.of(config.getString(name).split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    words.forEach(word -> demand(word.matches(pattern), name, word, expected));
    return words;
  }

  /** {@code key=value}, one a line. */
  SortedMap<String, String> entries(String name) {
    SortedMap<String, String> entries = new TreeMap<>();
    for (String line : config.getString(name).lines().filter(l -> !l.isBlank()).toList()) {
      int equals = line.indexOf('=');
      demand(equals > 0, name, line, "key=value, one a line");
      String key = line.substring(0, equals).strip();
      String before = entries.put(key, line.substring(equals + 1).strip());
      demand(before == null, name, key, "every key once");
    }
    return entries;
  }

  int atLeast(String name, int least) {
    int value = config.getInt(name);
    demand(value >= least, name, value, least + " or more");
    return value;
  }

  Duration atLeast(String name, Duration least) {
    Duration value = config.getDuration(name);
    demand(value.compareTo(least) >= 0, name, value, "at least " + least);
    return value;
  }

  void demand(boolean right, String name, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          path
              + "."
              + name
              + " is '"
              + value
              + "': expected "
              + expected
              + ", see the controller's reference.conf");
    }
  }
}
