package io.lambdax.serving.view;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.SeriesEntry;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was served at one moment: a batch view and what the realtime view had above it, read in one
 * snapshot. Immutable; those of one process follow each other in the order of their numbers, and a
 * later one is never of an earlier state.
 *
 * @param number counts what this process saw; the same as long as all answers are
 * @param batch the current view
 * @param base the series of the batch view alone
 * @param directory the series of both views
 */
public record Moment(
    long number, BatchView batch, Realtime realtime, Directory base, Directory directory) {

  /** The version whose facts answers from values include. */
  public long version() {
    return realtime.version();
  }

  /** The newest day that a series of this kind has a value on. */
  public Optional<LocalDate> newest(Kind kind) {
    if (realtime.newer().isEmpty()) {
      return kind == Kind.MARKET ? batch.newestMarket() : batch.newestHealth();
    }
    return directory.entries().stream()
        .filter(entry -> entry.id().kind() == kind)
        .map(SeriesEntry::lastDay)
        .max(Comparator.naturalOrder());
  }

  /** Whether a series is newer than the batch view. */
  public boolean isNewer(SeriesId id) {
    return realtime.newer().containsKey(id);
  }

  /** Names the values that a series has: another text whenever they are others. */
  public String stamp(SeriesId id) {
    RealtimeEntry entry = realtime.newer().get(id);
    return entry == null
        ? "batch " + batch.token()
        : "realtime %s %d %x".formatted(batch.lakeId(), entry.version(), entry.checksum());
  }

  /** Names the summaries there are: another text whenever they are others. */
  public String summariesStamp() {
    return realtime.newer().values().stream()
        .filter(entry -> entry.days() == 0 || !base.has(entry.id()))
        .map(entry -> entry.id() + (entry.days() == 0 ? " gone" : " new"))
        .sorted()
        .collect(
            Collectors.joining("\n", batch.token() + "\n" + realtime.summariesStamp() + "\n", ""));
  }

  /** Of this and another one the one that came later. */
  public Moment orLater(Moment other) {
    return other.number > number ? other : this;
  }

  /** Whether answers are the same as at another moment. */
  boolean sameAs(Moment other) {
    return batch.equals(other.batch) && realtime.sameAs(other.realtime);
  }
}
