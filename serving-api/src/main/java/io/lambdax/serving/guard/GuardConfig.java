package io.lambdax.serving.guard;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stranger may do, from {@code lambdax.serving}.
 *
 * @param places most requests at work at a time
 * @param queue most that wait for a place
 * @param absent most that wait for their answer to be worked out: for each that can be under way,
 *     and as many more that ask the same
 * @param patience how long one waits
 * @param answerTime how long one waits for its answer to be worked out
 * @param unread bytes of answers that clients have not read yet, together
 * @param perSecond requests a second and client; 0 = any number
 * @param burst that a client may ask at once after a pause
 * @param trusted proxies that are believed whom they speak for
 * @param keys that let a client in; none: everybody is let in
 * @param origins whose scripts may read answers
 * @param accessLog whether each request is a line in the log
 */
record GuardConfig(
    int places,
    int queue,
    int absent,
    Duration patience,
    Duration answerTime,
    long unread,
    double perSecond,
    int burst,
    List<Cidr> trusted,
    Optional<ApiKeys> keys,
    Set<String> origins,
    boolean accessLog) {
  /** Threads that are not for work: Jetty's own, and those that tell about health. */
  private static final int RESERVE = 8;

  GuardConfig {
    require(places >= 1, "at-once", places, "1 or more, or 0 for 8 less than threads");
    require(queue >= 0, "queue", queue, "0 or more");
    require(absent >= 1, "computing", absent, "1 or more, as for computing-queue");
    require(patience.toMillis() >= 1, "queue-time", patience, "at least 1ms");
    require(answerTime.toMillis() >= 1, "answer-time", answerTime, "at least 1ms");
    require(unread >= 0, "unread", unread, "0 or more bytes");
    require(perSecond >= 0, "rate", perSecond, "requests a second, or 0 for no limit");
    require(burst >= 1, "burst", burst, "1 or more");
  }

  /** Reads a whole, resolved configuration. */
  static GuardConfig from(Config config) {
    Config serving = config.getConfig("lambdax.serving");
    int threads = serving.getInt("threads");
    require(threads > RESERVE, "threads", threads, "at least " + (RESERVE + 1));
    int atOnce = serving.getInt("at-once");
    require(
        atOnce <= threads - RESERVE,
        "at-once",
        atOnce,
        "at most %d, %d less than lambdax.serving.threads".formatted(threads - RESERVE, RESERVE));
    return new GuardConfig(
        atOnce == 0 ? threads - RESERVE : atOnce,
        serving.getInt("queue"),
        serving.getInt("computing") + serving.getInt("computing-queue") + serving.getInt("queue"),
        serving.getDuration("queue-time"),
        serving.getDuration("answer-time"),
        serving.getBytes("unread"),
        serving.getDouble("rate"),
        serving.getInt("burst"),
        list(serving, "trusted-proxies").map(Cidr::parse).toList(),
        ApiKeys.of(serving.getString("api-keys"), serving.getString("api-keys-file").trim()),
        list(serving, "cors-origins").collect(Collectors.toSet()),
        serving.getBoolean("access-log"));
  }

  private static Stream<String> list(Config serving, String key) {
    return Arrays.stream(serving.getString(key).split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          "lambdax.serving." + key + " is " + value + ": give " + expected);
    }
  }
}
