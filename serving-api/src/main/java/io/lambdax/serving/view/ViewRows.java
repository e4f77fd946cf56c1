package io.lambdax.serving.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.PackedSeries;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeReader.Packed;
import io.lambdax.store.view.SeriesReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jdbi.v3.core.Handle;

/**
 * The rows of both views, read once and kept decoded while there is room. Values are kept by what
 * names them ({@link Moment#stamp}), so what is kept is never wrong; each read makes sure that the
 * rows are still those of its moment. Thread-safe.
 */
public final class ViewRows {
  private static final int BYTES_PER_DAY = Integer.BYTES + Double.BYTES;
  private static final int BYTES_PER_ENTRY = 256;

  private final ViewWatch watch;
  private final Cache<Key, Series> kept;

  private final Families families;

  private record Key(String stamp, SeriesId id) {}

  /** Keeps about so many bytes of values. */
  public ViewRows(ViewWatch watch, Families families, long maxBytes) {
    this.watch = watch;
    this.families = families;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, Series series) -> BYTES_PER_ENTRY + BYTES_PER_DAY * series.size())
            .build();
  }

  /**
   * The moment's views with the values of some series, those that there are.
   *
   * @throws Past if the views have moved on
   * @throws StoreAway if MySQL is needed and does not answer
   */
  public View view(Moment moment, Set<SeriesId> ids) {
    Map<SeriesId, Series> values = new HashMap<>();
    Set<SeriesId> missing = new HashSet<>();
    for (SeriesId id : ids) {
      Series series = kept.getIfPresent(new Key(moment.stamp(id), id));
      if (series != null) {
        values.put(id, series);
      } else if (moment.directory().has(id)) {
        missing.add(id);
      }
    }
    if (!missing.isEmpty()) {
      values.putAll(watch.snapshot(handle -> load(handle, moment, missing)));
    }
    return new View(moment, values, this);
  }

  /** As {@link #view}, in a snapshot that the moment was read from too. */
  public View view(Handle handle, Moment moment, Set<SeriesId> ids) {
    Set<SeriesId> there = new HashSet<>(ids);
    there.removeIf(id -> !moment.directory().has(id));
    return new View(moment, load(handle, moment, there), this);
  }

  private Map<SeriesId, Series> load(Handle handle, Moment moment, Set<SeriesId> ids) {
    requireThere(handle, moment.batch());
    Map<SeriesId, Series> values = new HashMap<>();
    for (SeriesId id : ids) {
      RealtimeEntry newer = moment.realtime().newer().get(id);
      Series series =
          newer == null ? ofBatch(handle, moment.batch(), id) : ofRealtime(handle, moment, newer);
      kept.put(new Key(moment.stamp(id), id), series);
      values.put(id, series);
    }
    return values;
  }

  private static Series ofBatch(Handle handle, BatchView view, SeriesId id) {
    return new SeriesReader(handle)
        .values(view.id(), id)
        .orElseThrow(() -> new Past("view " + view.id() + " has no values of " + id));
  }

  private static Series ofRealtime(Handle handle, Moment moment, RealtimeEntry wanted) {
    return new RealtimeReader(handle)
        .packed(moment.batch().lakeId(), wanted.id())
        .filter(packed -> is(packed, wanted))
        .map(packed -> PackedSeries.decode(packed.bytes()))
        .orElseThrow(() -> new Past(wanted.id() + " has newer facts"));
  }

  private static boolean is(Packed packed, RealtimeEntry wanted) {
    CRC32 sum = new CRC32();
    sum.update(packed.bytes());
    return packed.version() == wanted.version() && sum.getValue() == wanted.checksum();
  }

  Families families() {
    return families;
  }

  /**
   * Reads rows of a view.
   *
   * @throws Past if the view is not there any more
   * @throws StoreAway if MySQL does not answer
   */
  public <T> T read(BatchView view, Function<Handle, T> reader) {
    return watch.snapshot(
        handle -> {
          requireThere(handle, view);
          return reader.apply(handle);
        });
  }

  /** By token, not by number: a database that was made anew numbers its views from 1 again. */
  private static void requireThere(Handle handle, BatchView view) {
    Optional<String> there = BatchView.read(handle, view.id()).map(BatchView::token);
    if (!there.equals(Optional.of(view.token()))) {
      throw new Past("view " + view.id() + " was deleted");
    }
  }
}
