package io.lambdax.serving.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.MergedSummaries;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeSummary;
import io.lambdax.store.view.SummaryFilter;
import io.lambdax.store.view.SummaryOrder;
import io.lambdax.store.view.SummaryReader;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The families of summaries over both views. Those that the realtime view has pairs of are ranked
 * anew and kept while there is room, unless the batch view holds only some of their pairs; without
 * such pairs the batch view's ranks are right as they are. Thread-safe.
 */
public final class Families {
  /** A family larger than this is not ranked anew: q is the batch view's. */
  public static final long MOST_RANKED = 100_000;

  private static final long MOST_KEPT = 4 * MOST_RANKED;

  private static final int MOMENTS_KEPT = 8;

  private final long mostRanked;
  private final Cache<Key, MergedFamily> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Key key, MergedFamily family) -> family.rows().size())
          .build();

  private final Cache<String, Set<Family>> held =
      Caffeine.newBuilder().maximumSize(MOMENTS_KEPT).build();

  private record Key(String stamp, Family family) {}

  /** Ranks families of up to so many pairs anew. */
  public Families(long mostRanked) {
    this.mostRanked = mostRanked;
  }

  /** Which pairs are asked for. */
  public record Wanted(Family family, SummaryFilter filter, SummaryOrder order, int limit) {}

  /**
   * The pairs asked for, as of a moment or later; none as long as no pair has been summarised at
   * all.
   *
   * @throws ProblemException if neither view holds the family, while they hold others
   */
  public TopPairs top(View view, Wanted wanted) {
    TopPairs top = find(view, wanted);
    // Rows may be there before the moment that tells of them.
    if (top.rows().isEmpty() && top.tested() == 0 && top.newer() == 0) {
      requireHeld(view, wanted.family());
    }
    return top;
  }

  private void requireHeld(View view, Family family) {
    Moment moment = view.moment();
    Set<Family> families =
        held.get(moment.summariesStamp(), stamp -> view.read(handle -> held(handle, moment)));
    if (!families.isEmpty() && !families.contains(family)) {
      throw new ProblemException(UnknownFamily.problem(family, families));
    }
  }

  private static Set<Family> held(Handle handle, Moment moment) {
    BatchView batch = moment.batch();
    Set<Family> families = new HashSet<>(new SummaryReader(handle).families(batch.id()));
    if (!moment.realtime().gap()) {
      families.addAll(new RealtimeReader(handle).families(batch.lakeId(), batch.version()));
    }
    return Set.copyOf(families);
  }

  private TopPairs find(View view, Wanted wanted) {
    Moment moment = view.moment();
    Key key = new Key(moment.summariesStamp(), wanted.family());
    MergedFamily known = kept.getIfPresent(key);
    if (known != null) {
      return known.top(wanted.filter(), wanted.order(), wanted.limit());
    }
    return view.read(
        handle -> {
          long newer = newer(handle, moment, wanted.family());
          if (newer == 0 && moment.realtime().withdrawn().isEmpty()) {
            return ofBatch(handle, moment.batch(), wanted);
          }
          SummaryReader reader = new SummaryReader(handle);
          OptionalLong cut = reader.cut(moment.batch().id(), wanted.family());
          long stored = reader.count(moment.batch().id(), wanted.family());
          // Most newer pairs are stored ones: their sum would count these twice.
          if (cut.isPresent() || Math.max(stored, newer) > mostRanked) {
            return notRanked(handle, moment, wanted, newer, cut);
          }
          MergedFamily merged = merged(handle, moment, wanted.family());
          kept.put(key, merged);
          return merged.top(wanted.filter(), wanted.order(), wanted.limit());
        });
  }

  private static long newer(Handle handle, Moment moment, Family family) {
    BatchView batch = moment.batch();
    return moment.realtime().gap()
        ? 0
        : new RealtimeReader(handle).countSummaries(batch.lakeId(), family, batch.version());
  }

  private static TopPairs ofBatch(Handle handle, BatchView batch, Wanted wanted) {
    SummaryReader reader = new SummaryReader(handle);
    return new TopPairs(
        reader.familySize(batch.id(), wanted.family()),
        0,
        false,
        reader.top(batch.id(), wanted.family(), wanted.filter(), wanted.order(), wanted.limit()));
  }

  private static MergedFamily merged(Handle handle, Moment moment, Family family) {
    BatchView batch = moment.batch();
    Set<SeriesId> there = new HashSet<>();
    moment.directory().entries().forEach(entry -> there.add(entry.id()));
    return MergedFamily.of(
        new SummaryReader(handle)
            .all(batch.id(), family).stream().map(RankedSummary::summary).toList(),
        new RealtimeReader(handle)
            .summaries(batch.lakeId(), family, batch.version()).stream()
                .map(RealtimeSummary::summary)
                .toList(),
        there::contains);
  }

  /** With the batch's q: too many to rank anew, or not all are there to be ranked. */
  private static TopPairs notRanked(
      Handle handle, Moment moment, Wanted wanted, long newer, OptionalLong cut) {
    BatchView batch = moment.batch();
    Set<SeriesId> gone = new HashSet<>(new RealtimeReader(handle).withdrawn(batch.lakeId()));
    gone.removeIf(moment.directory()::has);
    MergedSummaries merged = new MergedSummaries(handle, batch, wanted.family(), gone);
    return new TopPairs(
        cut.orElseGet(merged::tested),
        newer,
        false,
        merged.top(wanted.filter(), wanted.order(), wanted.limit()));
  }
}
