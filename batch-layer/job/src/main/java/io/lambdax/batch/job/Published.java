package io.lambdax.batch.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * When each version was published, gathered while its facts are read for something else. A
 * version's facts were published together; a merged one counts by its newest part. What a task saw
 * may be added twice, as when it is repeated: the newest stays the newest.
 */
final class Published extends AccumulatorV2<Published.Seen, SortedMap<Long, Instant>> {

  private static final long serialVersionUID = 1L;

  /** Microseconds since 1970, by version. An executor's heartbeat reads while its task adds. */
  private final ConcurrentSkipListMap<Long, Long> newest = new ConcurrentSkipListMap<>();

  /** A fact's version and when it was observed, in microseconds since 1970. */
  record Seen(long version, long micros) {}

  @Override
  public boolean isZero() {
    return newest.isEmpty();
  }

  @Override
  public Published copy() {
    Published copy = new Published();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    newest.clear();
  }

  @Override
  public void add(Seen fact) {
    newest.merge(fact.version(), fact.micros(), Math::max);
  }

  @Override
  public void merge(AccumulatorV2<Seen, SortedMap<Long, Instant>> other) {
    ((Published) other).newest.forEach((version, micros) -> add(new Seen(version, micros)));
  }

  @Override
  public SortedMap<Long, Instant> value() {
    SortedMap<Long, Instant> published = new TreeMap<>();
    newest.forEach(
        (version, micros) -> published.put(version, Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    return published;
  }
}
