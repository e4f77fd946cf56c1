package io.lambdax.batch.controller;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * When to launch, from {@code lambdax.batch.controller}.
 *
 * @param group Kafka consumer group that keeps the progress
 * @param poll how often to look
 * @param staleAfter a run not heard of for so long is given up
 * @param attempts how often a version is tried, at least 1
 * @param backoff wait after the first failure, doubling up to maxBackoff
 * @param maxBackoff longest wait between attempts
 */
record ControllerConfig(
    String group,
    Duration poll,
    Duration staleAfter,
    int attempts,
    Duration backoff,
    Duration maxBackoff) {

  ControllerConfig {
    if (group.isBlank()) {
      throw new IllegalArgumentException(
          "lambdax.batch.controller.group is empty: name a consumer group");
    }
    if (poll.isZero() || poll.isNegative()) {
      throw new IllegalArgumentException(
          "lambdax.batch.controller.poll is " + poll + ": expected more than 0");
    }
    if (staleAfter.toMillis() < 1_000) {
      throw new IllegalArgumentException(
          "lambdax.batch.controller.stale-after is " + staleAfter + ": expected at least 1s");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "lambdax.batch.controller.attempts is " + attempts + ": expected at least 1");
    }
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException(
          "lambdax.batch.controller.backoff is "
              + backoff
              + " and max-backoff "
              + maxBackoff
              + ": expected 0 <= backoff <= max-backoff");
    }
  }

  static ControllerConfig from(Config root) {
    Config controller = root.getConfig("lambdax.batch.controller");
    return new ControllerConfig(
        controller.getString("group"),
        controller.getDuration("poll"),
        controller.getDuration("stale-after"),
        controller.getInt("attempts"),
        controller.getDuration("backoff"),
        controller.getDuration("max-backoff"));
  }

  /** How long to wait after so many failures in a row, at least one. */
  Duration backoffAfter(int failures) {
    long factor = 1L << Math.min(failures - 1, 20);
    Duration wait = backoff.multipliedBy(factor);
    return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
  }
}
