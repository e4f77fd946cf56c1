package io.lambdax.bench;

import io.lambdax.core.series.SeriesId;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.ConflictException;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.NewFacts;
import io.lambdax.testing.PlantedPanel;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * A lake filled with a made-up panel, as an importer would have: {@code market:M00000:close} about
 * 100 with two decimals, {@code health:H00000:cases} about 1,000 in whole numbers. A commit is held
 * in memory whole, so there is one, and with it a version, for every {@value #COMMIT} facts; each
 * holds whole series. Used once, by one thread.
 */
final class MadeUpLake {
  /** The Monday that is day 0 of the panel. */
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 3);

  private static final Instant PUBLISHED = Instant.parse("2020-12-14T12:00:00Z");
  private static final int COMMIT = 250_000;

  private final Lake lake;
  private final PlantedPanel panel;
  private final List<LocalDate> dates = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private Filled filled = new Filled(0, 0);

  /**
   * What a lake holds.
   *
   * @param version the newest
   * @param facts all of them
   */
  record Filled(long version, long facts) {}

  private MadeUpLake(Lake lake, PlantedPanel panel) {
    this.lake = lake;
    this.panel = panel;
    PlantedPanel.Size size = panel.size();
    for (int day = -size.maxLag(); day < size.days() + size.maxLag(); day++) {
      dates.add(FIRST.plusDays(day));
    }
  }

  /**
   * Fills a lake that has no facts.
   *
   * @throws IOException if it has some, or cannot be written
   */
  static Filled fill(Lake lake, PlantedPanel panel) throws IOException, ConflictException {
    Head head = lake.head();
    if (head.version() > 0) {
      throw new IOException(
          "lake %s holds version %d already: give another --lake-id"
              .formatted(lake.lakeId(), head.version()));
    }
    return new MadeUpLake(lake, panel).fill();
  }

  /** In the order of names, in which a commit sorts its facts: then that takes no time. */
  private Filled fill() throws IOException, ConflictException {
    PlantedPanel.Size size = panel.size();
    add(size.healths(), MadeUpLake::health, panel::health, 0, z -> Math.rint(1_000 + 100 * z));
    add(
        size.markets(),
        MadeUpLake::market,
        panel::market,
        size.maxLag(),
        z -> Math.rint(10_000 + 1_000 * z) / 100);
    commit();
    return filled;
  }

  private void add(
      int series,
      IntFunction<SeriesId> name,
      IntFunction<double[]> values,
      int firstDate,
      DoubleUnaryOperator shape)
      throws IOException, ConflictException {
    for (int number = 0; number < series; number++) {
      SeriesId id = name.apply(number);
      double[] row = values.apply(number);
      if (changes.size() + row.length > COMMIT) {
        commit();
      }
      for (int day = 0; day < row.length; day++) {
        if (!Double.isNaN(row[day])) {
          OptionalDouble value = OptionalDouble.of(shape.applyAsDouble(row[day]));
          changes.add(new Change(id, dates.get(firstDate + day), value));
        }
      }
    }
  }

  private void commit() throws IOException, ConflictException {
    if (changes.isEmpty()) {
      return;
    }
    NewFacts facts =
        new NewFacts(
            "made-up-" + (filled.version() + 1),
            "made-up",
            PUBLISHED,
            PUBLISHED,
            changes,
            new Counts(changes.size(), 0, 0));
    filled = new Filled(lake.commit(lake.head(), facts), filled.facts() + changes.size());
    changes.clear();
  }

  /** The market series of that number. */
  static SeriesId market(int number) {
    return SeriesId.parse("market:M%05d:close".formatted(number));
  }

  /** The health series of that number. */
  static SeriesId health(int number) {
    return SeriesId.parse("health:H%05d:cases".formatted(number));
  }

  /** The number in such a series' name. */
  static int number(String series) {
    return Integer.parseInt(series.substring(series.indexOf(':') + 2, series.lastIndexOf(':')));
  }
}
