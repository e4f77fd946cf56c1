package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.bench.AskOracle;
import io.lambdax.local.services.ChildProcess;
import io.lambdax.testing.MirroredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * ECDC's 41 daily publications of spring 2020, one after the other, while the batch runs four times
 * only and somebody goes back to an earlier view. After each the answers are the oracle's, and in
 * the end again for each as of its day. With the DAX alone; in a soak with its 29 members too,
 * which takes eight minutes.
 */
class PublicationsIT {
  private static final boolean SOAK = Integer.getInteger("lambdax.soak", 1) > 1;
  private static final Set<Integer> BATCH_AFTER = Set.of(1, 14, 27, 41);
  private static final int REVERT_AFTER = 30;
  private static final int UNPIN_AFTER = 35;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration A_BATCH = Duration.ofMinutes(5);
  private static final List<String> FAMILIES =
      List.of(
          "xTransform=return&yTransform=growth7",
          "xTransform=return&yTransform=relchange",
          "xTransform=level&yTransform=avg7",
          "xTransform=level&yTransform=cumulative");

  private final Path shared = MirroredFiles.dataOrSkip();
  private final Stack services = new Stack();
  private final Stack parts = new Stack();

  @TempDir private Path temporary;
  private DataDirectory data;
  private PartRunner runner;
  private int port;

  @BeforeEach
  void startAllButTheBatch() throws Exception {
    Files.createDirectory(temporary.resolve("inbox"));
    Options options =
        new Options(
            Launched.ROOT,
            false,
            false,
            temporary.resolve("data"),
            0,
            0,
            Optional.of(sources()),
            Optional.empty());
    Progress progress = new Progress(System.out, System.nanoTime());
    data = DataDirectory.take(options.dataDirectory(), false, 0);
    runner = new PartRunner(options, data, Services.start(data, services, progress));
    assertThat(code(runner.start(Part.IMPORTER, List.of("--except-dated"), 0))).isZero();
    port = ApiPort.choose(0);
    start(Part.API, port);
    start(Part.SPEED, 0);
    start(Part.IMPORTER, 0, "--source", "ecdc", "--every", "1s");
  }

  @AfterEach
  void stop() {
    parts.close();
    services.close();
    data.close();
  }

  @Test
  void afterEachPublication_answersAreTheOracles_andListsAreABatchs() throws Exception {
    List<Path> files = MirroredFiles.files(shared.resolve("mirror/ecdc-daily"));
    assertThat(files).hasSize(41);
    long first = publish(files.get(0));
    batch(first);
    try (Reader reader = new Reader(port)) {
      ask(files.get(0));
      for (int day = 2; day <= files.size(); day++) {
        long version = publish(files.get(day - 1));
        assertThat(version).isEqualTo(first + day - 1);
        await("answers of version " + version)
            .atMost(SOON)
            .until(() -> status().get("version").asLong() == version);
        ask(files.get(day - 1));
        if (day == REVERT_AFTER) {
          reader.viewMayGoBack();
          controller("revert");
          ask(files.get(day - 1));
        }
        if (day == UNPIN_AFTER) {
          controller("unpin");
        }
        if (BATCH_AFTER.contains(day)) {
          await("summaries of version " + version)
              .atMost(SOON)
              .until(() -> status().at("/realtime/summariesVersion").asLong() == version);
          List<JsonNode> merged = lists();
          batch(version);
          ask(files.get(day - 1));
          assertSame(lists(), merged);
        }
        assertThat(reader.broken()).isEmpty();
      }
      System.out.println("Meanwhile " + reader.answers() + " questions were answered");
      assertThat(reader.answers()).isGreaterThan(10L * files.size());
    }
    assertThat(status().at("/view/version").asLong()).isEqualTo(first + files.size() - 1);
    for (Path file : files) {
      ask(file, "--as-of-publication");
    }
  }

  /** The market, and dated files that appear one by one. */
  private Path sources() throws IOException {
    String market =
        SOAK
            ? Files.readString(Launched.ROOT.resolve("bench/sources-mirror.conf"))
            : "sources.dax { format = ohlcv, location = \"../../shared/data/mirror/market/DAX.csv\" }\n";
    String ecdc =
        """
        sources.ecdc {
          location = "%s/casedistribution-published-*.csv.gz"
          format = ecdc
          finalNewline = optional
          dateInName = "published-(\\\\d{4}-\\\\d{2}-\\\\d{2})"
        }
        """
            .formatted(temporary.resolve("inbox"));
    return Files.writeString(
        temporary.resolve("sources.conf"),
        market.replace("../../shared/data", shared.toAbsolutePath().toString()) + ecdc);
  }

  /** Has it imported and waits until its facts are signalled; their version. */
  private long publish(Path file) throws Exception {
    long before = signalled();
    Path name = file.getFileName();
    Path whole = Files.copy(file, temporary.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Files.move(whole, temporary.resolve("inbox").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    await("version " + (before + 1)).atMost(SOON).until(() -> signalled() > before);
    return signalled();
  }

  private long signalled() {
    return Signals.last(runner.services().kafka().bootstrap()).orElseThrow().version();
  }

  private JsonNode status() throws Exception {
    JsonNode status = Asking.json(port, "/api/v1/status");
    assertThat(status.get("gap").isNull()).as("%s", status).isTrue();
    assertThat(status.at("/realtime/gap").isObject()).as("%s", status).isFalse();
    return status;
  }

  private ChildProcess start(Part part, int httpPort, String... arguments) {
    ChildProcess process = runner.start(part, List.of(arguments), httpPort);
    parts.push(part.title(), process);
    return process;
  }

  /** A controller for as long as it takes to have this version computed and be current. */
  private void batch(long version) {
    try (ChildProcess controller = runner.start(Part.CONTROLLER, List.of("run"), 0)) {
      await("a view of version " + version)
          .atMost(A_BATCH)
          .ignoreExceptions()
          .until(() -> status().at("/view/version").asLong() == version);
      assertThat(controller.alive()).isTrue();
    }
  }

  private void controller(String command) throws Exception {
    assertThat(code(runner.start(Part.CONTROLLER, List.of(command), 0))).as(command).isZero();
  }

  private static int code(ChildProcess command) throws Exception {
    return command.onExit().get();
  }

  /** The fifty questions on a publication, or those of them on the DAX. */
  private void ask(Path publication, String... more) {
    String day = publication.getFileName().toString().replaceAll(".*published-|\\.csv\\.gz", "");
    List<String> arguments =
        new ArrayList<>(List.of("--url", "http://127.0.0.1:" + port, "--published", day));
    arguments.addAll(List.of(more));
    if (!SOAK) {
      arguments.addAll(List.of("--x", "market:DAX:close"));
    }
    arguments.add(shared.resolve("reference/correlation-daily.jsonl.gz").toString());
    int code = new CommandLine(new AskOracle()).execute(arguments.toArray(String[]::new));
    assertThat(code).as("publication of " + day).isZero();
  }

  private List<JsonNode> lists() throws Exception {
    List<JsonNode> lists = new ArrayList<>();
    for (String family : FAMILIES) {
      for (int window : List.of(0, 90, 365)) {
        lists.add(
            Asking.json(
                port, "/api/v1/correlation/top?limit=1000&" + family + "&window=" + window));
      }
    }
    return lists;
  }

  /** Rows and families are the same; figures but for rounding. */
  private static void assertSame(List<JsonNode> batch, List<JsonNode> merged) {
    assertThat(merged).hasSameSizeAs(batch);
    for (int i = 0; i < batch.size(); i++) {
      JsonNode expected = batch.get(i);
      JsonNode given = merged.get(i);
      assertThat(given.get("family")).isEqualTo(expected.get("family"));
      assertThat(given.get("rows")).hasSameSizeAs(expected.get("rows"));
      assertThat(expected.get("rows")).isNotEmpty();
      for (int row = 0; row < expected.get("rows").size(); row++) {
        assertSame(expected.get("rows").get(row), given.get("rows").get(row));
      }
    }
  }

  private static void assertSame(JsonNode expected, JsonNode given) {
    expected.properties().forEach(field -> assertSame(field, given.get(field.getKey()), given));
  }

  /** Numbers, also those of an interval, to the agreement that is promised; all else exactly. */
  private static void assertSame(
      Map.Entry<String, JsonNode> field, JsonNode value, JsonNode given) {
    JsonNode expected = field.getValue();
    if (expected.isDouble()) {
      assertThat(value.asDouble())
          .as("%s of %s", field.getKey(), given)
          .isEqualTo(expected.asDouble(), within(1e-9));
    } else if (expected.isArray()) {
      assertThat(value).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(Map.entry(field.getKey(), expected.get(i)), value.get(i), given);
      }
    } else {
      assertThat(value).as("%s of %s", field.getKey(), given).isEqualTo(expected);
    }
  }
}
