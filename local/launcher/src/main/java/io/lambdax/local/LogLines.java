package io.lambdax.local;

import io.lambdax.local.services.ChildProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a part's log say, without their time, level and logger. */
final class LogLines {
  private static final Pattern LOGGED = Pattern.compile("\\S+Z ([A-Z]+) +\\S+ (.*)");

  private LogLines() {}

  /** The message of a line; of one that no logger wrote, the line. */
  static String message(String line) {
    Matcher logged = LOGGED.matcher(line);
    return logged.matches() ? logged.group(2) : line;
  }

  /** How a process ended; one that was killed had no last word. */
  static String end(ChildProcess process, int code) {
    String why =
        switch (code) {
          case 128 + 9 -> "was killed (SIGKILL)";
          case 128 + 15 -> "was ended (SIGTERM)";
          default -> "ended with exit code " + code + ": " + message(process.lastWord());
        };
    return "%s %s (whole log: %s)".formatted(process.name(), why, process.log());
  }

  /**
   * The messages of the errors that a log ends with, in order; of a log that ends otherwise, {@code
   * lastWord}'s alone.
   */
  static List<String> reasons(List<String> log, String lastWord) {
    List<String> reasons = new ArrayList<>();
    for (int i = log.size() - 1; i >= 0; i--) {
      Matcher logged = LOGGED.matcher(log.get(i));
      if (!logged.matches() || !logged.group(1).equals("ERROR")) {
        break;
      }
      reasons.add(logged.group(2));
    }
    Collections.reverse(reasons);
    return reasons.isEmpty() ? List.of(message(lastWord)) : List.copyOf(reasons);
  }
}
