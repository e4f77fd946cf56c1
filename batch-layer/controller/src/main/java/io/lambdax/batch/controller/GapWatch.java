package io.lambdax.batch.controller;

import io.lambdax.store.view.Gap;
import io.lambdax.store.view.RunStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what the signals skip: in the log, as a metric, and in MySQL for others to show. */
final class GapWatch {

  private static final Logger log = LoggerFactory.getLogger(GapWatch.class);

  private final RunStore runs;
  private final AtomicLong missing = new AtomicLong();
  private String lakeId = "";
  private Optional<Gap> last = Optional.empty();

  GapWatch(RunStore runs, MeterRegistry metrics) {
    this.runs = runs;
    Gauge.builder("lambdax.batch.missing.versions", missing, AtomicLong::get)
        .description("Versions below the newest that no signal in topic imports told of")
        .register(metrics);
  }

  /**
   * Takes what is missing now from the signals of the lake that is followed; each gap is logged
   * once, when it opens or grows and when it is closed.
   */
  void show(String followed, Optional<Gap> gap) {
    missing.set(gap.map(Gap::versions).orElse(0L));
    Optional<Gap> before = followed.equals(lakeId) ? last : Optional.empty();
    long known = before.map(Gap::versions).orElse(0L);
    gap.filter(now -> now.versions() > known)
        .ifPresent(
            now ->
                log.warn(
                    "Topic imports skips {} version(s) of lake {}, the first is {}: whoever reads the"
                        + " log lacks their facts (views do not). To send them again: {}",
                    now.versions(),
                    followed,
                    now.firstMissing(),
                    now.remedy()));
    if (before.isPresent() && gap.isEmpty()) {
      log.info("Topic imports of lake {} is without a gap again", followed);
    }
    lakeId = followed;
    last = gap;
    runs.gap(followed, gap);
  }
}
