package io.lambdax.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The named checks of a part. Thread-safe. */
public final class Readiness {
  private final Map<String, Check> checks = new LinkedHashMap<>();

  /**
   * Adds a check.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public synchronized Readiness add(String name, Check check) {
    Objects.requireNonNull(check, name);
    if (checks.putIfAbsent(name, check) != null) {
      throw new IllegalArgumentException("Readiness check '" + name + "' was added twice");
    }
    return this;
  }

  /** Asks all checks, in the order they were added. A check that throws is a check that failed. */
  public Report report() {
    Map<String, Check> now;
    synchronized (this) {
      now = new LinkedHashMap<>(checks);
    }
    Map<String, String> answers = new LinkedHashMap<>();
    boolean ready = true;
    for (Map.Entry<String, Check> check : now.entrySet()) {
      Optional<String> problem = ask(check.getValue());
      ready &= problem.isEmpty();
      answers.put(check.getKey(), problem.orElse("ok"));
    }
    return new Report(ready, answers);
  }

  private static Optional<String> ask(Check check) {
    try {
      return check.problem();
    } catch (RuntimeException e) {
      return Optional.of("the check itself failed: " + e);
    }
  }

  /**
   * What the checks said.
   *
   * @param ready whether all were well
   * @param checks "ok" or the problem, by name
   */
  public record Report(boolean ready, Map<String, String> checks) {
    public Report {
      checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /** {@code {"ready":false,"checks":{"kafka":"no answer since ...","view":"ok"}}}. */
    public String toJson() {
      StringBuilder json = new StringBuilder("{\"ready\":").append(ready).append(",\"checks\":{");
      String separator = "";
      for (Map.Entry<String, String> check : checks.entrySet()) {
        json.append(separator).append(quoted(check.getKey())).append(':');
        json.append(quoted(check.getValue()));
        separator = ",";
      }
      return json.append("}}").toString();
    }

    private static String quoted(String text) {
      StringBuilder json = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          json.append('\\').append(c);
        } else if (c < ' ') {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
      return json.append('"').toString();
    }
  }
}
