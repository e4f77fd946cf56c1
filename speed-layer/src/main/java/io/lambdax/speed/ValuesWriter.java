package io.lambdax.speed;

import io.lambdax.core.series.SeriesId;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.FencedException;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeSeries;
import io.lambdax.store.view.RealtimeWriter;
import io.lambdax.store.view.Revision;
import io.lambdax.store.view.Share;
import io.lambdax.store.view.ShareState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the series of the realtime view: every series with a fact that is newer than the oldest
 * kept batch view, whole, in one transaction a version. Used by one thread.
 */
final class ValuesWriter {

  private static final Logger log = LoggerFactory.getLogger(ValuesWriter.class);

  private final Database database;
  private final RealtimeWriter writer;
  private final Claims<Map<SeriesId, Long>> claims;
  private OptionalLong base = OptionalLong.empty();
  private String lakeId = "";
  private long stored;
  private OptionalLong kept = OptionalLong.empty();
  private Optional<Kept> forgotten = Optional.empty();
  private long deletedSoFar;
  private Set<String> keptLakes = Set.of();

  /** What must not be deleted: later facts of the followed lake, and other lakes. */
  private record Kept(long version, Set<String> lakes) {}

  ValuesWriter(Database database, Duration patience) {
    this.database = database;
    this.writer = new RealtimeWriter(database);
    this.claims = new Claims<>(writer, patience);
  }

  /**
   * What a version brings, beside the series.
   *
   * @param revisions not stored yet, if this instance stores them
   */
  record News(Known known, List<Revision> revisions) {}

  /**
   * Looks at the batch views: which facts they cover, and how far the values are stored.
   *
   * @return the version up to which revisions are stored
   */
  long look(Known known) {
    return database.snapshot(
        handle -> {
          RealtimeReader reader = new RealtimeReader(handle);
          if (!lakeId.equals(known.lakeId())) {
            claims.forget();
            lakeId = known.lakeId();
          }
          base = reader.base(lakeId);
          kept = reader.kept(lakeId);
          keptLakes = reader.keptLakes();
          stored =
              reader.shares().stream()
                  .filter(share -> share.number() == Share.VALUES)
                  .filter(share -> share.lakeId().filter(lakeId::equals).isPresent())
                  .mapToLong(ShareState::version)
                  .findFirst()
                  .orElse(0);
          return stored;
        });
  }

  /** The version above which facts belong into the realtime view; empty while nobody reads it. */
  OptionalLong base() {
    return base;
  }

  /** Stores what changed, if the values are this instance's share. */
  void write(News news, Shares.Assignment assignment) throws SQLException {
    Known known = news.known();
    if (base.isEmpty() || !lakeId.equals(known.lakeId())) {
      return;
    }
    var claimed = claims.get(Share.VALUES, assignment, () -> load(known, assignment));
    if (claimed.isEmpty()) {
      return;
    }
    Share share = claimed.get().share();
    Map<SeriesId, Long> written = claimed.get().memory();
    List<RealtimeSeries> rows = new ArrayList<>();
    Map<SeriesId, Long> editions = new HashMap<>();
    known
        .series()
        .forEach(
            (id, held) -> {
              if (held.version() > base.getAsLong()
                  && written.getOrDefault(id, -1L) != held.edition()) {
                rows.add(new RealtimeSeries(id, held.version(), held.source(), held.values()));
                editions.put(id, held.edition());
              }
            });
    try {
      writer.series(
          share,
          new RealtimeWriter.Progress(known.lakeId(), base.getAsLong(), known.version()),
          rows,
          news.revisions());
      written.putAll(editions);
      if (!rows.isEmpty()) {
        Checkpoint.reached("after-values");
        log.debug("Stored {} series of version {}", rows.size(), known.version());
      }
      forget(share, known);
    } catch (FencedException e) {
      log.warn("{}: it goes on there", e.getMessage());
      claims.fenced(Share.VALUES, assignment);
    }
  }

  /** MySQL failed: what it holds is not sure. */
  void failed() {
    claims.forget();
  }

  private void forget(Share share, Known known) throws SQLException, FencedException {
    Set<String> lakes = new HashSet<>(keptLakes);
    lakes.add(known.lakeId());
    // A run that is under way may yet fail and be followed by one of an older version: only views
    // that are there make rows superfluous.
    Kept now = new Kept(kept.orElse(0), lakes);
    if (forgotten.equals(Optional.of(now))) {
      return;
    }
    long deleted = writer.forget(share, known.lakeId(), now.version(), lakes);
    deletedSoFar += deleted;
    if (deleted == 0) {
      forgotten = Optional.of(now);
      if (deletedSoFar > 0) {
        log.info("Deleted {} rows that the batch views cover", deletedSoFar);
      }
      deletedSoFar = 0;
    }
  }

  private Map<SeriesId, Long> load(Known known, Shares.Assignment assignment) {
    writer.open(assignment.count());
    Map<SeriesId, Long> versions =
        database.snapshot(handle -> new RealtimeReader(handle).seriesAbove(known.lakeId(), 0));
    Map<SeriesId, Long> written = new HashMap<>();
    versions.forEach(
        (id, version) -> {
          Held held = known.series().get(id);
          if (held != null && held.version() == version) {
            written.put(id, held.edition());
          }
        });
    return written;
  }
}
