package io.lambdax.importer.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Reads how often something is to be done. */
final class Interval {
  private Interval() {}

  /**
   * The time that an option gives, as in {@code 2s}, {@code 5 minutes} or {@code PT1H}.
   *
   * @throws IllegalArgumentException if it is none, or not above 0
   */
  static Duration of(String option, String text) {
    try {
      Duration interval = text.startsWith("P") ? Duration.parse(text) : withUnit(text);
      if (!interval.isNegative() && !interval.isZero()) {
        return interval;
      }
    } catch (ConfigException | DateTimeParseException e) {
      throw new IllegalArgumentException(wrong(option, text), e);
    }
    throw new IllegalArgumentException(wrong(option, text));
  }

  /** Of a number alone nobody could say what it counts. */
  private static Duration withUnit(String text) {
    return text.matches(".*[a-z]")
        ? ConfigFactory.parseMap(Map.of("interval", text)).getDuration("interval")
        : Duration.ZERO;
  }

  private static String wrong(String option, String text) {
    return option + " " + text + " must be a time above 0, such as 2s, 5 minutes or PT1H";
  }
}
