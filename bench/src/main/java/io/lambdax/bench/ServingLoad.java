package io.lambdax.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.FreePort;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.spy.memcached.MemcachedClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the built serving API answers, in a JVM of its own beside a MariaDB and a Memcached, and
 * in turn with it a bare route that returns the same bytes after one get from the same Memcached.
 */
@Command(
    name = "serving-load",
    mixinStandardHelpOptions = true,
    description = "Measures the serving API; run it in the project's root after mvn package.")
public final class ServingLoad implements Callable<Integer> {

  private static final BenchPart API =
      new BenchPart("serving-api", "io.lambdax.serving.Main", "512m");
  private static final BenchPart BARE =
      new BenchPart("bench", "io.lambdax.bench.BareRoute", "512m");
  private static final int MARKET = 20;
  private static final int HEALTH = 40;
  private static final int DAYS = 1_060;
  private static final int LAGS = 25;
  private static final int CONNECTIONS = 32;
  private static final int CROWD = 500;
  private static final long TOO_LONG = TimeUnit.MINUTES.toNanos(2);

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often each server is asked in turn (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "how long a round is (default: ${DEFAULT-VALUE})")
  private double seconds;

  private final HttpClient http = HttpClient.newHttpClient();
  private Path directory;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ServingLoad()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    directory = Files.createTempDirectory("serving-load");
    try (EmbeddedMariaDb mysql =
            EmbeddedMariaDb.start(ServiceConfig.in(directory.resolve("mysql")));
        EmbeddedMemcached memcached =
            EmbeddedMemcached.start(ServiceConfig.in(directory.resolve("memcached")))) {
      int api = FreePort.find();
      Map<String, String> settings = new HashMap<>();
      settings.put(
          "lambdax.mysql.url", mysql.jdbcUrl("lambdax") + "?createDatabaseIfNotExist=true");
      settings.put("lambdax.mysql.user", mysql.user());
      settings.put("lambdax.mysql.password", mysql.password());
      settings.put("lambdax.memcached.servers", memcached.servers());
      settings.put("lambdax.http.port", Integer.toString(api));
      publish(settings);
      int bare = FreePort.find();
      Process served = API.start(directory.resolve("api.log"), settings);
      Process peer =
          BARE.start(
              directory.resolve("bare.log"), Map.of(), Integer.toString(bare), memcached.servers());
      try {
        measure(api, bare, memcached.servers());
      } finally {
        served.destroyForcibly().onExit().join();
        peer.destroyForcibly().onExit().join();
      }
    }
    System.out.println("logs of the servers: " + directory);
    return 0;
  }

  private void measure(int api, int bare, String memcached) throws Exception {
    row("what", "measured", "goal");
    List<String> questions = questions();
    await(api, questions.get(0));
    List<String> keys = new ArrayList<>();
    MemcachedClient client = BareRoute.client(memcached);
    for (int i = 0; i < questions.size(); i++) {
      keys.add("/bare-" + i);
      byte[] body = get(api, questions.get(i)).body();
      client.set("bare-" + i, 0, body, BareRoute.Bytes.AS_THEY_ARE).get();
    }
    client.shutdown();
    await(bare, keys.get(0));

    LoadGenerator ours = new LoadGenerator(api, questions);
    LoadGenerator theirs = new LoadGenerator(bare, keys);
    ours.closed(CONNECTIONS, 2 * seconds);
    theirs.closed(CONNECTIONS, 2 * seconds);
    List<Double> ratios = new ArrayList<>();
    List<Double> fastest = new ArrayList<>();
    long asked = gets(memcached);
    long answered = 0;
    for (int i = 1; i <= rounds; i++) {
      LoadGenerator.Result a = ours.closed(CONNECTIONS, seconds);
      LoadGenerator.Result b = theirs.closed(CONNECTIONS, seconds);
      answered += a.answers() + b.answers();
      ratios.add(a.perSecond() / b.perSecond());
      fastest.add(a.perSecond());
      row(
          "round %d, cached: ours / bare".formatted(i),
          "%.0f / %.0f a second".formatted(a.perSecond(), b.perSecond()),
          "");
    }
    row("cached: ours of bare, median", "%.0f %%".formatted(100 * median(ratios)), "80 %");
    row(
        "Memcached asked, of the answers",
        "%.1f %%".formatted(100.0 * (gets(memcached) - asked) / answered),
        "100 %");
    LoadGenerator.Result half = ours.paced(CONNECTIONS, 2 * seconds, median(fastest) / 2);
    row("cached, at half of that: p50", "%.2f ms".formatted(half.percentile(50)), "");
    row("cached, at half of that: p99", "%.2f ms".formatted(half.percentile(99)), "20 ms");

    for (int n : new int[] {250, 1_000}) {
      new LoadGenerator(api, profiles(n, "avg7")).once();
      LoadGenerator.Result profile = new LoadGenerator(api, profiles(n, "level")).once();
      row(
          "profile with intervals, uncached, n = %,d: p50".formatted(n),
          "%.2f ms".formatted(profile.percentile(50)),
          n == 250 ? "5 ms" : "15 ms");
    }
    row(CROWD + " equal questions at once: computed", crowd(api) + " times", "1 time");
    row("load of the machine", Files.readString(Path.of("/proc/loadavg")).trim(), "");
  }

  /** As many that nobody asks one of them twice within a second: each is looked up in Memcached. */
  private static List<String> questions() {
    List<String> paths = new ArrayList<>();
    for (int lag = 0; lag < LAGS; lag++) {
      for (int pair = 0; pair < MARKET * HEALTH; pair++) {
        paths.add("/api/v1/correlation?" + pair(pair) + "&lag=" + lag);
      }
    }
    return paths;
  }

  private static List<String> profiles(int days, String transform) {
    List<String> paths = new ArrayList<>();
    for (int pair = 0; pair < MARKET * HEALTH; pair++) {
      paths.add(
          "/api/v1/correlation/profile?%s&window=%d&xTransform=%s"
              .formatted(pair(pair), days, transform));
    }
    return paths;
  }

  private static String pair(int number) {
    return "x=market:M%d:close&y=health:H%d:cases".formatted(number % MARKET, number / MARKET);
  }

  private int crowd(int api) throws Exception {
    double before = computed(api);
    HttpRequest request =
        HttpRequest.newBuilder(
                uri(api, "/api/v1/correlation/profile?" + pair(0) + "&yTransform=relchange"))
            .build();
    List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      all.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    }
    for (CompletableFuture<HttpResponse<byte[]>> one : all) {
      if (one.get().statusCode() != 200) {
        throw new IOException(new String(one.get().body(), StandardCharsets.UTF_8));
      }
    }
    return (int) (computed(api) - before);
  }

  private double computed(int api) throws IOException, InterruptedException {
    return new String(get(api, "/metrics").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("lambdax_answers_computed_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** How often Memcached was asked for a key. */
  private static long gets(String server) throws IOException {
    String[] address = server.split(":");
    try (java.net.Socket socket = new java.net.Socket(address[0], Integer.parseInt(address[1]))) {
      socket.getOutputStream().write("stats\r\nquit\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith("STAT cmd_get "))
          .mapToLong(line -> Long.parseLong(line.substring("STAT cmd_get ".length()).strip()))
          .findFirst()
          .orElseThrow(() -> new IOException("Memcached does not tell how often it was asked"));
    }
  }

  private void await(int port, String path) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        get(port, path);
        return;
      } catch (IOException e) {
        if (System.nanoTime() - start > TOO_LONG) {
          throw e;
        }
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  private HttpResponse<byte[]> get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(port, path)).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(
          path + " answered " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void publish(Map<String, String> settings) throws Exception {
    Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    try (Database database = Database.open(MysqlConfig.from(config))) {
      database.migrate();
      RunStore runs = new RunStore(database);
      runs.follow("bench");
      runs.launch("bench", 1, "bench", Duration.ofMinutes(1));
      ViewWriter writer = new ViewWriter(database);
      long view = writer.begin("bench", 1, 1, "bench");
      writer.series(view, series());
      LocalDate last = LocalDate.EPOCH.plusDays(18_262 + DAYS - 1);
      writer.complete(view, writer.count(view), Optional.of(last), Optional.of(last));
      new ViewSwitch(database).flip(view, "bench");
    }
  }

  private static List<ViewWriter.Row> series() {
    List<ViewWriter.Row> rows = new ArrayList<>();
    Random random = new Random(20201214);
    for (int i = 0; i < MARKET + HEALTH; i++) {
      String id = i < MARKET ? "market:M" + i + ":close" : "health:H" + (i - MARKET) + ":cases";
      int[] days = new int[DAYS];
      double[] values = new double[DAYS];
      double value = 1_000;
      for (int day = 0; day < DAYS; day++) {
        value *= Math.exp(random.nextGaussian() / 30);
        days[day] = 18_262 + day;
        values[day] = value;
      }
      rows.add(new ViewWriter.Row(SeriesId.parse(id), "bench", Series.of(days, values)));
    }
    return rows;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void row(String what, String measured, String goal) {
    System.out.printf("%-50s %28s   %s%n", what, measured, goal);
  }
}
