package io.lambdax.serving.view;

import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.Share;
import io.lambdax.store.view.ShareState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What the realtime view has above one batch view. Immutable.
 *
 * @param shares how far it is, of whatever lake
 * @param lakeId the batch view's lake
 * @param base the batch view's version
 * @param newer the series that are newer than the batch view; empty in a gap, because series that
 *     the realtime view has must not be paired with some that it should have and has not
 */
public record Realtime(
    List<ShareState> shares, String lakeId, long base, Map<SeriesId, RealtimeEntry> newer) {

  public Realtime {
    shares = List.copyOf(shares);
    newer = Map.copyOf(newer);
  }

  /** Reads it in a snapshot; what is the same as before is not read again. */
  static Realtime read(Handle handle, BatchView view, Optional<Realtime> before) {
    RealtimeReader reader = new RealtimeReader(handle);
    Realtime without = new Realtime(reader.shares(), view.lakeId(), view.version(), Map.of());
    if (without.gap()) {
      return without;
    }
    Optional<Realtime> same =
        before.filter(
            b ->
                b.lakeId.equals(view.lakeId())
                    && b.base == view.version()
                    && !b.gap()
                    && b.values().equals(without.values()));
    return new Realtime(
        without.shares,
        without.lakeId,
        without.base,
        same.map(Realtime::newer)
            .orElseGet(
                () ->
                    reader.entriesAbove(view.lakeId(), view.version()).stream()
                        .collect(Collectors.toMap(RealtimeEntry::id, Function.identity()))));
  }

  /** The share of the values, if it is of the batch view's lake. */
  public Optional<ShareState> values() {
    return ofLake().filter(share -> share.number() == Share.VALUES).findFirst();
  }

  /** Whether facts lie between what the batch view and what the realtime view covers. */
  public boolean gap() {
    return values().filter(share -> share.since() > base).isPresent();
  }

  /** The version whose facts an answer from values includes, at least the batch view's. */
  public long version() {
    if (gap()) {
      return base;
    }
    // Should the speed layer have gone on to another lake, the rows tell how far it had come: every
    // version is that of some series.
    long rows = newer.values().stream().mapToLong(RealtimeEntry::version).max().orElse(base);
    long share = values().map(ShareState::version).orElse(base);
    return Math.max(base, Math.max(rows, share));
  }

  /** The version up to which all summaries of the realtime view are computed, if it has any. */
  public OptionalLong summaries() {
    List<ShareState> summaries =
        shares.stream().filter(share -> share.number() != Share.VALUES).toList();
    boolean whole =
        summaries.stream()
            .allMatch(share -> share.lakeId().equals(Optional.of(lakeId)) && share.since() <= base);
    return whole ? summaries.stream().mapToLong(ShareState::version).min() : OptionalLong.empty();
  }

  /** The version whose facts all of an answer from summaries includes. */
  public long summariesVersion() {
    return Math.max(base, summaries().orElse(base));
  }

  /** How many versions the summaries are behind the values. */
  public long lag() {
    return Math.max(0, version() - summariesVersion());
  }

  /** The series that have no values left. */
  public SortedSet<SeriesId> withdrawn() {
    return newer.values().stream()
        .filter(entry -> entry.days() == 0)
        .map(RealtimeEntry::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What the summaries depend on, as text: the same as long as they are the same. A gap that closes
   * brings rows of versions that were there before.
   */
  public String summariesStamp() {
    return ofLake()
        .map(share -> share.number() + ":" + share.since() + ":" + share.version())
        .collect(Collectors.joining(",", lakeId + " ", ""));
  }

  /** Whether answers are the same: all but that the speed layer was heard of again. */
  boolean sameAs(Realtime other) {
    return newer.equals(other.newer)
        && version() == other.version()
        && gap() == other.gap()
        && summaries().equals(other.summaries())
        && summariesStamp().equals(other.summariesStamp());
  }

  private Stream<ShareState> ofLake() {
    return shares.stream().filter(share -> share.lakeId().equals(Optional.of(lakeId)));
  }
}
