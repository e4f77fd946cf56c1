package io.lambdax.serving.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.SeriesReader;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The rows of views, read once and kept decoded while there is room. A view never changes, so what
 * is kept is never wrong; each read makes sure, in the snapshot that it reads from, that the view
 * is still there whole. Thread-safe.
 */
public final class ViewRows {
  /** The current view, the one before it, and one to spare. */
  private static final int VIEWS = 3;

  private static final int BYTES_PER_DAY = Integer.BYTES + Double.BYTES;
  private static final int BYTES_PER_ENTRY = 256;

  private final ViewWatch watch;
  private final Cache<SeriesKey, Optional<Series>> series;
  private final Cache<String, Directory> directories =
      Caffeine.newBuilder().maximumSize(VIEWS).build();

  /** Keeps about so many bytes of values. */
  public ViewRows(ViewWatch watch, long maxBytes) {
    this.watch = watch;
    this.series =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(
                (SeriesKey key, Optional<Series> values) ->
                    BYTES_PER_ENTRY + BYTES_PER_DAY * values.map(Series::size).orElse(0))
            .build();
  }

  /** All series of the view. */
  public Directory directory(BatchView view) {
    return directories.get(
        view.token(),
        token -> new Directory(read(view, handle -> new SeriesReader(handle).all(view.id()))));
  }

  /** The values of one series; empty if the view does not have it. */
  public Optional<Series> values(BatchView view, SeriesId id) {
    return series.get(
        new SeriesKey(view.token(), id),
        key -> read(view, handle -> new SeriesReader(handle).values(view.id(), id)));
  }

  /**
   * Reads rows of a view.
   *
   * @throws ViewGone if the view is not there any more
   * @throws StoreAway if MySQL does not answer
   */
  public <T> T read(BatchView view, Function<Handle, T> reader) {
    return watch.snapshot(
        handle -> {
          Optional<String> there = BatchView.read(handle, view.id()).map(BatchView::token);
          if (!there.equals(Optional.of(view.token()))) {
            throw new ViewGone(view.id());
          }
          return reader.apply(handle);
        });
  }

  /** By token, not by number: a database that was made anew numbers its views from 1 again. */
  private record SeriesKey(String token, SeriesId id) {}
}
