package io.lambdax.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import io.lambdax.ops.Neighbour;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeSeries;
import io.lambdax.store.view.RealtimeSummary;
import io.lambdax.store.view.Revision;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeedLayerIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int FIRST_DAY = 18_262;
  private static final List<SeriesId> MARKET =
      List.of(SeriesId.parse("market:DAX:close"), SeriesId.parse("market:SAP:close"));
  private static final List<SeriesId> HEALTH =
      List.of(
          SeriesId.parse("health:DEU:cases"),
          SeriesId.parse("health:FRA:cases"),
          SeriesId.parse("health:ITA:deaths"));

  private final String name = "speed" + UUID.randomUUID().toString().substring(0, 8);
  private final String lake = "lake-" + name;
  private final Config settings = settings();
  private final CorrelateConfig correlate = CorrelateConfig.from(settings);
  private final Database database = Database.open(MysqlConfig.from(settings));
  private final TestFacts facts = new TestFacts(LogConfig.from(settings), lake);
  private final Map<SeriesId, SortedMap<Integer, Double>> truth = new HashMap<>();
  private final Random random = new Random(20201214);

  private SpeedLayer layer;
  private SummaryLoop loop;
  private Thread thread;

  @BeforeEach
  void publishAndCover() throws Exception {
    database.migrate();
    for (SeriesId id : MARKET) {
      for (int day = 0; day < 120; day++) {
        put(id, day, 100 + 10 * random.nextDouble());
      }
    }
    for (SeriesId id : HEALTH) {
      for (int day = 0; day < 120; day++) {
        put(id, day, random.nextInt(1_000));
      }
    }
    facts.publish();
    cover(1);
    start();
  }

  @AfterEach
  void stop() throws Exception {
    layer.stop();
    loop.close();
    thread.join();
    facts.close();
    database.close();
  }

  @Test
  void whatAVersionBrings_isWhatABatchOverAllFactsWouldSay() throws Exception {
    SeriesId deu = HEALTH.get(0);
    put(deu, 120, 77);
    put(deu, 60, 9_999);
    withdraw(deu, 61);
    facts.publish();
    awaitVersion(2);
    assertThat(series()).containsOnlyKeys(deu);
    assertThat(series().get(deu).values()).isEqualTo(Series.of(days(deu), values(deu)));
    assertSummariesAreCores(2, List.of(deu));

    SeriesId dax = MARKET.get(0);
    put(dax, 121, 108);
    facts.publish();
    awaitVersion(3);
    assertThat(series()).containsOnlyKeys(deu, dax);
    List<Revision> revisions = database.snapshot(h -> new RealtimeReader(h).revisions(lake, deu));
    assertThat(revisions)
        .extracting(r -> r.day().toEpochDay() - FIRST_DAY)
        .containsExactly(60L, 61L);

    cover(3);
    await().atMost(SOON).untilAsserted(() -> assertThat(shares()).allMatch(s -> s.since() >= 1));
  }

  private void assertSummariesAreCores(long version, List<SeriesId> health) {
    for (Family family : correlate.families()) {
      Map<String, RealtimeSummary> stored =
          database.snapshot(h -> new RealtimeReader(h).summaries(lake, family, 1)).stream()
              .collect(Collectors.toMap(s -> s.summary().x() + " " + s.summary().y(), s -> s));
      List<Summary> expected =
          new Summaries(new PlainKernel())
              .of(
                  all(MARKET),
                  all(health),
                  family.xTransform(),
                  family.yTransform(),
                  family.window(),
                  -correlate.maxLag(),
                  correlate.maxLag());
      assertThat(stored).hasSize(expected.size());
      for (Summary summary : expected) {
        RealtimeSummary row = stored.get(summary.x() + " " + summary.y());
        assertThat(row.version()).isEqualTo(version);
        assertThat(row.summary().n0()).isEqualTo(summary.n0());
        assertThat(row.summary().best().orElseThrow().r())
            .isCloseTo(summary.best().orElseThrow().r(), within(1e-12));
      }
    }
  }

  private Map<SeriesId, Series> all(List<SeriesId> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, id -> Series.of(days(id), values(id))));
  }

  private int[] days(SeriesId id) {
    return truth.get(id).keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  private double[] values(SeriesId id) {
    return truth.get(id).values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Map<SeriesId, RealtimeSeries> series() {
    return database.snapshot(h -> new RealtimeReader(h).allSeries(lake, 1)).stream()
        .collect(Collectors.toMap(RealtimeSeries::id, s -> s));
  }

  private List<io.lambdax.store.view.ShareState> shares() {
    return database.snapshot(h -> new RealtimeReader(h).shares());
  }

  private void awaitVersion(long version) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(shares())
                    .hasSize(3)
                    .allMatch(s -> s.lakeId().equals(Optional.of(lake)) && s.version() == version));
  }

  private void put(SeriesId id, int day, double value) {
    truth.computeIfAbsent(id, i -> new TreeMap<>()).put(FIRST_DAY + day, value);
    facts.put(id, FIRST_DAY + day, OptionalDouble.of(value));
  }

  private void withdraw(SeriesId id, int day) {
    truth.get(id).remove(FIRST_DAY + day);
    facts.put(id, FIRST_DAY + day, OptionalDouble.empty());
  }

  /** A view as a batch makes it, though without rows. */
  private void cover(long version) {
    RunStore runs = new RunStore(database);
    runs.follow(lake);
    String token = UUID.randomUUID().toString();
    assertThat(runs.launch(lake, version, token, Duration.ofSeconds(30))).isPresent();
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(lake, version, 1, token);
    writer.complete(
        view,
        new io.lambdax.store.view.BatchView.Counts(0, 0, 0),
        Optional.empty(),
        Optional.empty());
    assertThat(new ViewSwitch(database).flip(view, token).done()).isTrue();
  }

  private void start() {
    SpeedConfig config = SpeedConfig.from(settings);
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    LogConfig log = LogConfig.from(settings);
    layer =
        new SpeedLayer(
            config,
            log,
            database,
            new DeadLetters(log.properties(), config.deadLettersTopic(), metrics),
            new Neighbour("Kafka"),
            new Neighbour("MySQL"),
            metrics);
    loop =
        new SummaryLoop(
            layer,
            new Summarizer(database, correlate, config.block(), new Summaries(new PlainKernel())),
            config.heartbeat(),
            metrics);
    thread =
        new Thread(
            () -> {
              try {
                layer.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "speed");
    thread.start();
    loop.start();
  }

  private Config settings() {
    EmbeddedMariaDb mysql = TestServices.mariaDb();
    Map<String, Object> all = new HashMap<>();
    all.put(
        "lambdax.mysql.url", mysql.jdbcUrl("lambdax_" + name) + "?createDatabaseIfNotExist=true");
    all.put("lambdax.mysql.user", mysql.user());
    all.put("lambdax.mysql.password", mysql.password());
    all.put("lambdax.kafka.bootstrap", TestServices.kafka().bootstrap());
    all.put("lambdax.kafka.topics.facts", "facts-" + name);
    all.put("lambdax.kafka.topics.imports", "imports-" + name);
    all.put("lambdax.kafka.topics.sources", "sources-" + name);
    all.put("lambdax.speed.group", name);
    all.put("lambdax.speed.shares", 3);
    all.put("lambdax.speed.shares-topic", "shares-" + name);
    all.put("lambdax.speed.dead-letters-topic", "letters-" + name);
    return ConfigFactory.parseMap(all).withFallback(ConfigFactory.load());
  }
}
