package io.lambdax.speed;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the speed layer works, from {@code lambdax.speed}.
 *
 * @param group consumer group whose members share the work
 * @param sharesTopic topic whose partitions are the shares
 * @param shares its partitions when it is created, at least 2
 * @param sessionTimeout after which a silent instance loses its shares
 * @param deadLettersTopic where records go that cannot be used
 * @param poll how long one look for facts waits
 * @param heartbeat how often it looks at the batch views
 * @param block most pairs a transaction, at least 1
 */
record SpeedConfig(
    String group,
    String sharesTopic,
    int shares,
    Duration sessionTimeout,
    String deadLettersTopic,
    Duration poll,
    Duration heartbeat,
    int block) {

  SpeedConfig {
    require(shares >= 2, "shares", shares, "at least 2: one for values, one for summaries");
    require(sessionTimeout.toMillis() >= 1_000, "session-timeout", sessionTimeout, "at least 1s");
    require(poll.toMillis() >= 1, "poll", poll, "at least 1ms");
    require(heartbeat.toMillis() >= 1, "heartbeat", heartbeat, "at least 1ms");
    require(block >= 1, "block", block, "at least 1 pair");
  }

  static SpeedConfig from(Config root) {
    Config speed = root.getConfig("lambdax.speed");
    return new SpeedConfig(
        speed.getString("group"),
        speed.getString("shares-topic"),
        speed.getInt("shares"),
        speed.getDuration("session-timeout"),
        speed.getString("dead-letters-topic"),
        speed.getDuration("poll"),
        speed.getDuration("heartbeat"),
        speed.getInt("block"));
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "lambdax.speed." + key + " is " + value + ": expected " + expected);
    }
  }
}
