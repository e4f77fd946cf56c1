package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.History;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Makes views as the batch job does: two indices and two countries, two hundred made-up days. */
final class TestViews {
  static final String LAKE = "3f0e7a52-0c4e-4d0b-9d8e-000000000001";
  static final long SNAPSHOT = 8_123_456_789_012_345_678L;
  static final SeriesId DAX = SeriesId.parse("market:DAX:close");
  static final SeriesId DEU = SeriesId.parse("health:DEU:cases");
  static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  static final Family FAMILY = Family.of(Transform.RETURN, Transform.GROWTH7, 0);

  private static final int DAYS = 200;

  private final Database database;
  private final String source;

  TestViews(Database database) {
    this(database, "test");
  }

  /** Whose series all come from there. */
  TestViews(Database database, String source) {
    this.database = database;
    this.source = source;
    database.migrate();
    new RunStore(database).follow(LAKE);
  }

  /** The values of a version: the same seed makes the same ones. */
  static Map<SeriesId, Series> values(long version) {
    Map<SeriesId, Series> all = new TreeMap<>();
    for (String name :
        List.of(
            "market:DAX:close",
            "market:SAP:close",
            "health:DEU:cases",
            "health:DEU:deaths",
            "health:FRA:cases")) {
      all.put(SeriesId.parse(name), walk(new Random(name.hashCode() + version)));
    }
    return all;
  }

  private static Series walk(Random random) {
    int[] days = new int[DAYS];
    double[] values = new double[DAYS];
    double value = 1000;
    for (int i = 0; i < DAYS; i++) {
      value *= Math.exp(random.nextGaussian() / 30);
      days[i] = Math.toIntExact(FIRST.plusDays(i).toEpochDay());
      values[i] = value;
    }
    return Series.of(days, values);
  }

  /** Writes a view of that version and makes it current. */
  long publish(long version) throws SQLException {
    return publish(version, values(version), histories(version), published(version));
  }

  /** The same, of those values, which were known like that. */
  long publish(
      long version,
      Map<SeriesId, Series> values,
      Map<SeriesId, History> histories,
      SortedMap<Long, Instant> published)
      throws SQLException {
    return publish(version, values, histories, published, Map.of(FAMILY, summaries(values)));
  }

  /** The same with just these lists of pairs. */
  long publish(
      long version,
      Map<SeriesId, Series> values,
      Map<SeriesId, History> histories,
      SortedMap<Long, Instant> published,
      Map<Family, List<RankedSummary>> families)
      throws SQLException {
    String token = UUID.randomUUID().toString();
    assertThat(new RunStore(database).launch(LAKE, version, token, Duration.ofMinutes(1)))
        .isPresent();
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(LAKE, version, SNAPSHOT, token);
    writer.series(
        view,
        values.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 0)
            .map(entry -> new ViewWriter.Row(entry.getKey(), source, entry.getValue()))
            .toList());
    writer.history(view, histories, published);
    for (var family : families.entrySet()) {
      writer.summaries(view, family.getKey(), family.getValue());
    }
    writer.complete(
        view, writer.count(view), newest(values, Kind.MARKET), newest(values, Kind.HEALTH));
    assertThat(new ViewSwitch(database).flip(view, token).done()).isTrue();
    return view;
  }

  private static Optional<LocalDate> newest(Map<SeriesId, Series> values, Kind kind) {
    return of(values, kind).values().stream()
        .filter(series -> series.size() > 0)
        .map(series -> LocalDate.ofEpochDay(series.lastDay()))
        .max(Comparator.naturalOrder());
  }

  /** When each version up to that one was: daily at noon. */
  static SortedMap<Long, Instant> published(long version) {
    SortedMap<Long, Instant> published = new TreeMap<>();
    for (long v = 1; v <= version; v++) {
      published.put(v, Instant.parse("2020-07-20T12:00:00Z").plus(Duration.ofDays(v)));
    }
    return published;
  }

  /** Each version said something else of every day. */
  private static Map<SeriesId, History> histories(long version) {
    Map<SeriesId, History> histories = new TreeMap<>();
    for (SeriesId id : values(1).keySet()) {
      int size = Math.toIntExact(DAYS * version);
      int[] days = new int[size];
      long[] versions = new long[size];
      double[] said = new double[size];
      for (int v = 1; v <= version; v++) {
        Series series = values(v).get(id);
        for (int day = 0; day < DAYS; day++) {
          int i = Math.toIntExact(day * version + v - 1);
          days[i] = series.day(day);
          versions[i] = v;
          said[i] = series.value(day);
        }
      }
      histories.put(id, History.of(days, versions, said));
    }
    return histories;
  }

  static List<RankedSummary> summaries(Map<SeriesId, Series> values) {
    return pairs(values).stream()
        .map(summary -> new RankedSummary(summary, OptionalDouble.of(0.5)))
        .toList();
  }

  /** The summaries of all pairs. */
  static List<Summary> pairs(Map<SeriesId, Series> values) {
    return pairs(FAMILY, values);
  }

  /** The summaries of all pairs in a family. */
  static List<Summary> pairs(Family family, Map<SeriesId, Series> values) {
    return new Summaries(new PlainKernel())
        .of(
            of(values, Kind.MARKET),
            of(values, Kind.HEALTH),
            family.xTransform(),
            family.yTransform(),
            family.window(),
            -60,
            60);
  }

  private static Map<SeriesId, Series> of(Map<SeriesId, Series> values, Kind kind) {
    Map<SeriesId, Series> some = new TreeMap<>(values);
    some.keySet().removeIf(id -> id.kind() != kind);
    return some;
  }
}
