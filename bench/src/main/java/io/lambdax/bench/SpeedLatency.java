package io.lambdax.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.Share;
import io.lambdax.store.view.ShareState;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long the built speed layer and API, each in a JVM of its own beside a Kafka and a MariaDB,
 * take from a fact's publication to an answer that holds it, and what the speed layer needs for
 * that.
 */
@Command(
    name = "speed-latency",
    mixinStandardHelpOptions = true,
    description = "Measures the speed layer; run it in the project's root after mvn package.")
public final class SpeedLatency implements Callable<Integer> {
  private static final BenchPart SPEED =
      new BenchPart("speed-layer", "io.lambdax.speed.Main", "448m");
  private static final int MARKET = 30;
  private static final int HEALTH = 428;
  private static final long TOO_LONG = TimeUnit.MINUTES.toNanos(10);

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "how long facts are published at each rate (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--set",
      description = "a setting of the parts, lambdax.speed.block=512 for example")
  private Map<String, String> more = Map.of();

  private Database database;
  private FactStream facts;

  public static void main(String[] args) {
    System.exit(new CommandLine(new SpeedLatency()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("speed-latency");
    try (EmbeddedMariaDb mysql =
            EmbeddedMariaDb.start(ServiceConfig.in(directory.resolve("mysql")));
        EmbeddedKafka kafka = EmbeddedKafka.start(ServiceConfig.in(directory.resolve("kafka")))) {
      Map<String, String> settings = new HashMap<>(more);
      settings.put(
          "lambdax.mysql.url", mysql.jdbcUrl("lambdax") + "?createDatabaseIfNotExist=true");
      settings.put("lambdax.mysql.user", mysql.user());
      settings.put("lambdax.mysql.password", mysql.password());
      settings.put("lambdax.kafka.bootstrap", kafka.bootstrap());
      Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
      try (Database opened = Database.open(MysqlConfig.from(config));
          FactStream stream = new FactStream(LogConfig.from(config), series())) {
        database = opened;
        facts = stream;
        database.migrate();
        measure(directory.resolve("speed.log"), settings);
      }
    }
    System.out.println("logs of the parts: " + directory);
    return 0;
  }

  private void measure(Path log, Map<String, String> settings) throws Exception {
    row("what", "measured", "goal");
    cover(facts.history());
    long started = System.nanoTime();
    Process speed = SPEED.start(log, settings);
    try {
      await(1, states -> true);
      row("start with %d facts".formatted((MARKET + HEALTH) * 350), since(started), "");
      for (int i = 1; i <= 3; i++) {
        started = System.nanoTime();
        long version = facts.day();
        await(version, SpeedLatency::values);
        String values = since(started);
        await(version, states -> true);
        row("a day of every series, values", values, "1 s");
        row("a day of every series, all summaries", since(started), "10 s");
      }
      try (AnswerWatch answers = AnswerWatch.start(log.resolveSibling("api.log"), settings)) {
        rate(answers, 200, "1 s");
        rate(answers, 2_000, "");
      }
      row("resident at most", memory(speed, "VmHWM"), "768 MiB");
    } finally {
      speed.destroyForcibly().onExit().join();
    }
    database.execute(
        handle -> {
          for (String table :
              List.of("realtime_share", "realtime_series", "realtime_summary", "revision")) {
            handle.execute("truncate table " + table);
          }
        });
    started = System.nanoTime();
    speed = SPEED.start(log, settings);
    try {
      long version = facts.day();
      await(version, SpeedLatency::values);
      row("from an empty realtime view: values", since(started), "");
      await(version, states -> true);
      row("from an empty realtime view: everything", since(started), "");
    } finally {
      speed.destroyForcibly().onExit().join();
    }
    row("load of the machine", Files.readString(Path.of("/proc/loadavg")).trim(), "");
  }

  /** Ten versions a second, and as often as can be the question how new an answer is. */
  private void rate(AnswerWatch answers, int factsPerSecond, String goal) throws Exception {
    int versions = 10 * seconds;
    long[] published = new long[versions];
    List<Long> millis = new ArrayList<>();
    long first = facts.some(1) + 1;
    long start = System.nanoTime();
    int sent = 0;
    int seen = 0;
    while (seen < versions) {
      long now = System.nanoTime();
      if (sent < versions && now - start >= sent * 100_000_000L) {
        published[sent++] = System.nanoTime();
        facts.some(factsPerSecond / 10);
      } else {
        long version = answers.version();
        for (; seen < sent && first + seen <= version; seen++) {
          millis.add((System.nanoTime() - published[seen]) / 1_000_000);
        }
        LockSupport.parkNanos(2_000_000);
      }
      if (now - start > TOO_LONG) {
        throw new IOException("version " + (first + seen) + " is not seen in ten minutes");
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    millis.sort(null);
    row(
        "%d facts/s: publish to answer, p50".formatted(factsPerSecond),
        millis.get(millis.size() / 2) + " ms",
        "");
    row(
        "%d facts/s: publish to answer, p99".formatted(factsPerSecond),
        millis.get(millis.size() * 99 / 100) + " ms",
        goal);
    row(
        "%d facts/s: sustained".formatted(factsPerSecond),
        "%.0f facts/s".formatted(versions * (factsPerSecond / 10.0) / took),
        factsPerSecond + " facts/s");
    long behind = System.nanoTime();
    await(first + versions - 1, states -> true);
    row("%d facts/s: summaries current after".formatted(factsPerSecond), since(behind), "10 s");
  }

  private static boolean values(ShareState share) {
    return share.number() == Share.VALUES;
  }

  private List<ShareState> shares() {
    return database.snapshot(handle -> new RealtimeReader(handle).shares());
  }

  /** Waits until those shares are as of that version. */
  private void await(long version, Predicate<ShareState> which) throws IOException {
    long start = System.nanoTime();
    while (true) {
      List<ShareState> states = shares();
      if (states.size() == 9
          && states.stream().filter(which).allMatch(share -> share.version() >= version)) {
        return;
      }
      if (System.nanoTime() - start > TOO_LONG) {
        throw new IOException("version " + version + " is not stored in ten minutes");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void cover(long version) {
    RunStore runs = new RunStore(database);
    runs.follow(FactStream.LAKE);
    runs.launch(FactStream.LAKE, version, "bench", Duration.ofMinutes(1));
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(FactStream.LAKE, version, 1, "bench");
    writer.complete(view, new BatchView.Counts(0, 0, 0), Optional.empty(), Optional.empty());
    new ViewSwitch(database).flip(view, "bench");
  }

  private static List<SeriesId> series() {
    List<SeriesId> all = new ArrayList<>();
    for (int i = 0; i < MARKET; i++) {
      all.add(SeriesId.parse("market:M" + i + ":close"));
    }
    for (int i = 0; i < HEALTH; i++) {
      all.add(SeriesId.parse("health:H" + i / 2 + (i % 2 == 0 ? ":cases" : ":deaths")));
    }
    return all;
  }

  private static String memory(Process process, String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      if (line.startsWith(key + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB";
      }
    }
    throw new IOException("/proc says nothing of " + key);
  }

  private static String since(long nanos) {
    return "%.2f s".formatted((System.nanoTime() - nanos) / 1e9);
  }

  private static void row(String what, String measured, String goal) {
    System.out.printf("%-50s %14s   %s%n", what, measured, goal);
  }
}
