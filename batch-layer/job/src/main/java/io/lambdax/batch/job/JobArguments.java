package io.lambdax.batch.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a launch asks for.
 *
 * @param lakeId the lake to read
 * @param version the facts to read: all with a version up to this, at least 1
 * @param token the run's token, as in {@code batch_run}
 */
record JobArguments(String lakeId, long version, String token) {

  private static final String USAGE = "expected --lake-id ID --version N --token TOKEN";
  private static final List<String> NAMES = List.of("--lake-id", "--version", "--token");

  JobArguments {
    if (!lakeId.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "--lake-id is '" + lakeId + "': expected letters, digits and '-', at most 64");
    }
    if (version < 1) {
      throw new IllegalArgumentException("--version is " + version + ": expected 1 or more");
    }
    if (token.isBlank()) {
      throw new IllegalArgumentException("--token is empty: " + USAGE);
    }
  }

  /** Parses {@code --name value} pairs in any order. */
  static JobArguments parse(String... args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i]) || i + 1 == args.length) {
        throw new IllegalArgumentException("argument '" + args[i] + "': " + USAGE);
      }
      given.put(args[i], args[i + 1]);
    }
    for (String name : NAMES) {
      if (!given.containsKey(name)) {
        throw new IllegalArgumentException(name + " is missing: " + USAGE);
      }
    }
    return new JobArguments(
        given.get("--lake-id"), version(given.get("--version")), given.get("--token"));
  }

  private static long version(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--version is '" + text + "': expected a number", e);
    }
  }
}
