package io.lambdax.serving;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the API serves, from {@code lambdax.serving} and {@code lambdax.memcached}.
 *
 * @param poll how often the pointer to the current view is read
 * @param pollTime after how long without an answer to that the database is known to hang
 * @param statementTime after how long without an answer a statement fails
 * @param seriesMemory bytes of series kept decoded, about
 * @param threads most request threads
 * @param computing most answers that are worked out at a time
 * @param computingQueue most that wait for that
 * @param answerTime how long a client is kept waiting for one
 * @param streams most clients that follow the events at a time
 * @param streamsOfOne most of them that one client has
 * @param stopTimeout how long requests may still take when the part is stopped
 * @param memcached {@code host:port} of the cache's servers, several with commas; empty: no cache
 * @param memcachedTimeout of one cache operation
 * @param memcachedExpiry how long an answer is kept
 */
public record ServingConfig(
    Duration poll,
    Duration pollTime,
    Duration statementTime,
    long seriesMemory,
    int threads,
    int computing,
    int computingQueue,
    Duration answerTime,
    int streams,
    int streamsOfOne,
    Duration stopTimeout,
    String memcached,
    Duration memcachedTimeout,
    Duration memcachedExpiry) {
  private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);

  public ServingConfig {
    require(poll.toMillis() >= 10, "lambdax.serving.poll", poll, "at least 10ms");
    require(pollTime.toMillis() >= 100, "lambdax.serving.poll-time", pollTime, "at least 100ms");
    require(
        statementTime.toMillis() >= 100,
        "lambdax.serving.statement-time",
        statementTime,
        "at least 100ms");
    require(
        seriesMemory >= 1 << 20, "lambdax.serving.series-memory", seriesMemory, "at least 1MiB");
    require(computing >= 1, "lambdax.serving.computing", computing, "1 or more");
    require(computingQueue >= 1, "lambdax.serving.computing-queue", computingQueue, "1 or more");
    require(streamsOfOne >= 1, "lambdax.serving.streams-of-one", streamsOfOne, "1 or more");
    require(streams >= 0, "lambdax.serving.streams", streams, "0 or more");
    require(!stopTimeout.isNegative(), "lambdax.serving.stop-timeout", stopTimeout, "0s or more");
    require(
        memcachedTimeout.toMillis() >= 1,
        "lambdax.memcached.timeout",
        memcachedTimeout,
        "at least 1ms");
    require(
        memcachedExpiry.toSeconds() >= 1 && memcachedExpiry.compareTo(LONGEST_EXPIRY) <= 0,
        "lambdax.memcached.expiry",
        memcachedExpiry,
        "from 1s to 30d");
  }

  /** Reads a whole, resolved configuration. */
  public static ServingConfig from(Config config) {
    Config serving = config.getConfig("lambdax.serving");
    Config memcached = config.getConfig("lambdax.memcached");
    return new ServingConfig(
        serving.getDuration("poll"),
        serving.getDuration("poll-time"),
        serving.getDuration("statement-time"),
        serving.getBytes("series-memory"),
        serving.getInt("threads"),
        serving.getInt("computing"),
        serving.getInt("computing-queue"),
        serving.getDuration("answer-time"),
        serving.getInt("streams"),
        serving.getInt("streams-of-one"),
        serving.getDuration("stop-timeout"),
        memcached.getString("servers").trim(),
        memcached.getDuration("timeout"),
        memcached.getDuration("expiry"));
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(key + " is " + value + ": give " + expected);
    }
  }
}
