package io.lambdax.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeSeries;
import io.lambdax.store.view.RealtimeSummary;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ShareState;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import io.lambdax.testing.BuiltPart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * All that surrounds a speed layer, with names of its own: the importer's side of the log, the
 * batch's side of the database, and what must be in the realtime view.
 */
final class TestPlatform implements AutoCloseable {

  static final BuiltPart SPEED = new BuiltPart("speed-layer", "io.lambdax.speed.Main");

  static final SeriesId DAX = SeriesId.parse("market:DAX:close");
  static final SeriesId SAP = SeriesId.parse("market:SAP:close");
  static final SeriesId DEU = SeriesId.parse("health:DEU:cases");
  static final SeriesId FRA = SeriesId.parse("health:FRA:cases");
  static final SeriesId ITA = SeriesId.parse("health:ITA:deaths");
  static final List<SeriesId> ALL = List.of(DAX, SAP, DEU, FRA, ITA);

  private static final int SHARES = 3;
  private static final int FIRST_DAY = 18_262;
  private static final int DAYS = 120;

  private final String name = "speed" + UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, Object> settings = new HashMap<>();
  private final CorrelateConfig correlate;
  private final Database database;
  private final Map<SeriesId, SortedMap<Integer, Double>> truth = new HashMap<>();
  private final Map<SeriesId, Long> newest = new HashMap<>();
  private final Random random = new Random(20201214);
  private String lake = "lake-" + name;
  private TestFacts facts;

  TestPlatform(EmbeddedMariaDb mysql, String kafka) {
    settings.put(
        "lambdax.mysql.url", mysql.jdbcUrl("lambdax_" + name) + "?createDatabaseIfNotExist=true");
    settings.put("lambdax.mysql.user", mysql.user());
    settings.put("lambdax.mysql.password", mysql.password());
    settings.put("lambdax.kafka.bootstrap", kafka);
    settings.put("lambdax.kafka.topics.facts", "facts-" + name);
    settings.put("lambdax.kafka.topics.imports", "imports-" + name);
    settings.put("lambdax.kafka.topics.sources", "sources-" + name);
    settings.put("lambdax.speed.group", name);
    settings.put("lambdax.speed.shares", SHARES);
    settings.put("lambdax.speed.shares-topic", "shares-" + name);
    settings.put("lambdax.speed.dead-letters-topic", "letters-" + name);
    settings.put("lambdax.speed.block", 2);
    this.correlate = CorrelateConfig.from(config());
    this.database = Database.open(MysqlConfig.from(config()));
    database.migrate();
    this.facts = new TestFacts(log(), lake);
  }

  Config config() {
    return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
  }

  /** The same as a JVM of its own takes them. */
  Map<String, String> settings() {
    return settings.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
  }

  LogConfig log() {
    return LogConfig.from(config());
  }

  Database database() {
    return database;
  }

  TestFacts facts() {
    return facts;
  }

  String lake() {
    return lake;
  }

  /** Version 1: 120 days of every series. */
  void first() throws Exception {
    for (SeriesId id : ALL) {
      for (int day = 0; day < DAYS; day++) {
        put(
            id,
            day,
            id.kind() == Kind.MARKET ? 100 + 10 * random.nextDouble() : random.nextInt(99));
      }
    }
    facts.publish();
  }

  /** A rebuilt lake: what was known is not any more. */
  void newLake() {
    facts.close();
    truth.clear();
    newest.clear();
    lake = "new-" + lake;
    facts = new TestFacts(log(), lake);
  }

  void put(SeriesId id, int day, double value) {
    truth.computeIfAbsent(id, i -> new TreeMap<>()).put(FIRST_DAY + day, value);
    newest.put(id, facts.version() + 1);
    facts.put(id, FIRST_DAY + day, OptionalDouble.of(value));
  }

  void withdraw(SeriesId id, int day) {
    truth.get(id).remove(FIRST_DAY + day);
    newest.put(id, facts.version() + 1);
    facts.put(id, FIRST_DAY + day, OptionalDouble.empty());
  }

  /** A view as a batch makes it, though without rows. */
  void cover(long version) {
    RunStore runs = new RunStore(database);
    runs.follow(lake);
    String token = UUID.randomUUID().toString();
    assertThat(runs.launch(lake, version, token, Duration.ofSeconds(30))).isPresent();
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(lake, version, 1, token);
    writer.complete(view, new BatchView.Counts(0, 0, 0), Optional.empty(), Optional.empty());
    assertThat(new ViewSwitch(database).flip(view, token).done()).isTrue();
  }

  /** All records of topic facts so far are deleted. */
  void loseFacts() throws Exception {
    String topic = log().topics().facts();
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (int partition = 0; partition < log().topics().factsPartitions(); partition++) {
      // To its end, whatever that is.
      all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
    }
    try (Admin admin = Admin.create(log().properties())) {
      clean(admin, topic, "compact,delete");
      admin.deleteRecords(all).all().get();
      clean(admin, topic, "compact");
    }
  }

  private static void clean(Admin admin, String topic, String policy) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  List<ShareState> shares() {
    return database.snapshot(handle -> new RealtimeReader(handle).shares());
  }

  /** Claims of each share so far, by number. */
  Map<Integer, Long> epochs() {
    return database.snapshot(
        handle ->
            handle
                .createQuery("select share, epoch from realtime_share")
                .map((row, context) -> Map.entry(row.getInt("share"), row.getLong("epoch")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Whether somebody is in the middle of a transaction on a share. */
  boolean isLocked(int share) {
    try {
      return database.write(
          handle -> {
            handle
                .createQuery(
                    "select epoch from realtime_share where share = :share for update nowait")
                .bind("share", share)
                .mapTo(Long.class)
                .one();
            return false;
          });
    } catch (UnableToExecuteStatementException e) {
      return true;
    }
  }

  /** How many rows a lake has in both tables of the realtime view. */
  long rows(String lakeId) {
    return database.snapshot(
        handle -> {
          RealtimeReader reader = new RealtimeReader(handle);
          long rows = reader.seriesAbove(lakeId, 0).size();
          for (Family family : correlate.families()) {
            rows += reader.summaries(lakeId, family, 0).size();
          }
          return rows;
        });
  }

  /** Waits until every share tells to hold all after {@code since} up to the newest version. */
  void awaitShares(long since, Duration atMost) {
    await()
        .atMost(atMost)
        // Of connections to a server that was killed a moment ago.
        .ignoreExceptionsInstanceOf(JdbiException.class)
        .untilAsserted(
            () ->
                assertThat(shares())
                    .hasSize(SHARES)
                    .allMatch(share -> share.lakeId().equals(Optional.of(lake)))
                    .allMatch(share -> share.since() == since)
                    .allMatch(share -> share.version() == facts.version()));
  }

  /**
   * Waits for the shares and then finds in the realtime view what facts after {@code since} make.
   */
  void assertRight(long since, Duration atMost) {
    awaitShares(since, atMost);
    Map<SeriesId, RealtimeSeries> series =
        database.snapshot(h -> new RealtimeReader(h).allSeries(lake, since)).stream()
            .collect(Collectors.toMap(RealtimeSeries::id, s -> s));
    Map<SeriesId, Long> touched = new HashMap<>(newest);
    touched.values().removeIf(version -> version <= since);
    assertThat(series).containsOnlyKeys(touched.keySet());
    series.forEach(
        (id, row) -> {
          assertThat(row.version()).as("%s", id).isEqualTo(touched.get(id));
          assertThat(row.values()).as("%s", id).isEqualTo(values(id));
        });
    correlate.families().forEach(family -> assertRight(family, since));
  }

  private void assertRight(Family family, long since) {
    Map<String, RealtimeSummary> rows =
        database.snapshot(h -> new RealtimeReader(h).summaries(lake, family, since)).stream()
            .collect(Collectors.toMap(row -> pair(row.summary()), row -> row));
    List<Summary> expected =
        new Summaries(new PlainKernel())
            .of(
                all(Kind.MARKET),
                all(Kind.HEALTH),
                family.xTransform(),
                family.yTransform(),
                family.window(),
                -correlate.maxLag(),
                correlate.maxLag());
    int touched = 0;
    for (Summary summary : expected) {
      long version = Math.max(newest.get(summary.x()), newest.get(summary.y()));
      if (version > since) {
        touched++;
        RealtimeSummary row = rows.get(pair(summary));
        assertThat(row).as("%s of %s", pair(summary), family).isNotNull();
        assertThat(row.version()).isEqualTo(version);
        assertThat(row.summary().n0()).isEqualTo(summary.n0());
        assertThat(row.summary().best().orElseThrow().lag())
            .isEqualTo(summary.best().orElseThrow().lag());
        assertThat(row.summary().best().orElseThrow().r())
            .isCloseTo(summary.best().orElseThrow().r(), within(1e-12));
      }
    }
    assertThat(rows).as("%s", family).hasSize(touched);
  }

  private static String pair(Summary summary) {
    return summary.x() + " " + summary.y();
  }

  private Map<SeriesId, Series> all(Kind kind) {
    return truth.keySet().stream()
        .filter(id -> id.kind() == kind)
        .collect(Collectors.toMap(id -> id, this::values));
  }

  private Series values(SeriesId id) {
    SortedMap<Integer, Double> days = truth.get(id);
    return Series.of(
        days.keySet().stream().mapToInt(Integer::intValue).toArray(),
        days.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void close() {
    facts.close();
    database.close();
  }
}
