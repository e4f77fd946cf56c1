package io.lambdax.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the batch job spent its time on, as its log has it, in seconds. Empty where a line is
 * missing.
 *
 * @param start until Spark had started
 * @param read until the facts were read and the series stored
 * @param compute until every pair was computed
 * @param write until the results were in the lake and in MySQL, and the view was current
 */
record JobSteps(
    OptionalDouble start, OptionalDouble read, OptionalDouble compute, OptionalDouble write) {
  /** Of the log of one job. */
  static JobSteps of(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return new JobSteps(
        took("start", lines), took("read", lines), took("compute", lines), took("write", lines));
  }

  private static OptionalDouble took(String step, List<String> lines) {
    Pattern line = Pattern.compile(".* " + step + " took ([0-9.]+) s");
    return lines.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .reduce((earlier, later) -> later);
  }
}
