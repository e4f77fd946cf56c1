package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lambdax.local.Asking.assertSame;
import static io.lambdax.local.Asking.correlation;
import static io.lambdax.local.Asking.get;
import static io.lambdax.local.Asking.json;
import static io.lambdax.local.Asking.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lambdax.core.question.Answer;
import io.lambdax.local.services.Directories;
import io.lambdax.testing.Chromium;
import io.lambdax.testing.Complaints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole of Lambdax on one machine, from an empty directory on; one life, told in order. */
@TestMethodOrder(OrderAnnotation.class)
class RunLocalIT {
  private static final String IMPORTER = "io.lambdax.importer.Main";
  private static final String CONTROLLER = "io.lambdax.batch.controller.Main";
  private static final String SPEED = "io.lambdax.speed.Main";
  private static final String API = "io.lambdax.serving.Main";
  private static final Duration GONE = Duration.ofSeconds(15);

  @TempDir private static Path temporary;
  private static Path data;
  private static FirstWave sample;
  private static Launched running;
  private static int port;
  private static String lakeId;

  @BeforeAll
  static void readTheSample() throws IOException {
    data = temporary.resolve("place");
    sample = new FirstWave(Launched.ROOT);
  }

  @AfterAll
  static void end() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void once_saysTheRightAnswerAndNothingElseOnStandardOutput() throws Exception {
    try (Launched once = start(data, "--once")) {
      assertThat(once.exitCode()).as("said %s", once.err()).isZero();
      assertThat(once.out()).hasSize(1);
      JsonNode answer = parsed(once.out().get(0));
      assertSame(answer, sample.answer("DEU"));
      assertThat(once.err())
          .allMatch(line -> line.matches(" *\\d+\\.\\d s  [A-Z].*"))
          .anyMatch(line -> line.endsWith("Imported: version 1 of the facts"));
      assertThat(once.err().get(once.err().size() - 1)).endsWith("Stopped");
      lakeId = answer.at("/view/lakeId").asText();
    }
  }

  @Test
  @Order(2)
  void nextStart_goesOnWhereTheLastWas_besideAnotherLambdax() throws Exception {
    try (Launched other = start(temporary.resolve("other"), "--once")) {
      running = start(data);
      port = running.port();
      JsonNode answer = correlation(port, "DEU");

      assertSame(answer, sample.answer("DEU"));
      assertThat(answer.at("/view/lakeId").asText()).isEqualTo(lakeId);
      assertThat(answer.at("/view/version").asInt()).isEqualTo(1);
      assertThat(other.exitCode()).as("said %s", other.err()).isZero();
      assertSame(parsed(other.out().get(0)), sample.answer("DEU"));
    }
  }

  @Test
  @Order(3)
  void whileItRuns_everyPartAnswers() throws Exception {
    assertThat(get(port, "/").body()).startsWith("<!doctype html>");
    assertThat(json(port, "/api/v1/status").at("/sources/0/outcome").asText())
        .isIn("imported", "unchanged");
    for (String part : List.of("api", "controller", "importer", "speed")) {
      Path file = data.resolve("run/" + part + ".port");
      await(part + " is ready").ignoreExceptions().until(() -> ready(file));
      int its = Integer.parseInt(Files.readString(file).trim());
      assertThat(get(its, "/healthz").statusCode()).as(part).isEqualTo(200);
      assertThat(get(its, "/metrics").body()).as(part).contains("# TYPE jvm_");
    }
  }

  @Test
  @Order(4)
  void page_showsWhatTheApiAnswers() throws Exception {
    try (Chromium chromium = Chromium.start()) {
      List<String> complaints = new ArrayList<>();
      Page page = chromium.browser().newPage();
      Complaints.of(page, complaints);
      page.navigate("http://localhost:" + port + "/");
      Locator sentence = page.locator("#answer-sentence");

      assertThat(sentence).containsText("Germany");
      assertThat(sentence).containsText(figures("DEU"));

      page.getByLabel("Country").selectOption("FRA");
      assertThat(sentence).containsText("France");
      assertThat(sentence).containsText(figures("FRA"));
      assertThat(page).hasURL(Pattern.compile("y=health:FRA:cases"));

      page.goBack();
      assertThat(sentence).containsText(figures("DEU"));
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  @Order(5)
  void directoryInUse_isRefusedInOneLine() throws Exception {
    try (Launched second = start(data)) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .singleElement()
          .asString()
          .contains("The data directory " + data + " is in use by another Lambdax");
    }
  }

  @Test
  @Order(6)
  void killedParts_areStartedAgain() {
    for (String main : List.of(IMPORTER, CONTROLLER, SPEED, API)) {
      ProcessHandle before = running.part(main).orElseThrow();
      before.destroyForcibly();
      await(main + " is back")
          .atMost(Duration.ofSeconds(30))
          .until(() -> running.part(main).filter(now -> now.pid() != before.pid()).isPresent());
    }
    for (String part : List.of("controller", "importer", "speed")) {
      await(part + " is ready")
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> ready(data.resolve("run/" + part + ".port")));
      assertThat(running.out())
          .filteredOn(line -> line.contains(part + " was killed (SIGKILL)"))
          .singleElement()
          .asString()
          .contains("starting it again in 1 s");
    }
  }

  @Test
  @Order(7)
  void commandsOfTheParts_workOnWhatRuns() throws Exception {
    Path file = temporary.resolve("new.csv");
    Files.copy(Launched.ROOT.resolve("importer/src/main/resources/first-wave.csv"), file);
    assertThat(exec("importer", "check", file.toString(), "--source", "first-wave"))
        .contains("would add 0, revise 0, withdraw 0");
    assertThat(exec("controller", "--help")).anyMatch(line -> line.contains("revert"));
  }

  @Test
  @Order(8)
  void lostLake_isRebuiltFromBronze() throws Exception {
    Configuration configuration = new Configuration();
    for (String name : List.of("core-site.xml", "hdfs-site.xml")) {
      configuration.addResource(
          new org.apache.hadoop.fs.Path(data.resolve("hdfs/conf").resolve(name).toUri()));
    }
    try (FileSystem hdfs = FileSystem.newInstance(configuration)) {
      assertThat(hdfs.delete(new org.apache.hadoop.fs.Path("/lambdax/lake"), true)).isTrue();
    }

    exec("importer", "rebuild");

    await("the view of the rebuilt lake")
        .atMost(Duration.ofMinutes(5))
        .until(() -> !lakeOf(correlation(port, "DEU")).equals(lakeId));
    JsonNode answer = correlation(port, "DEU");
    assertSame(answer, sample.answer("DEU"));
    lakeId = lakeOf(answer);
  }

  @Test
  @Order(9)
  void sigterm_leavesNothing() throws Exception {
    List<ProcessHandle> below = running.descendants();
    running.stop();
    assertThat(running.exitCode()).isEqualTo(143);
    assertGone(below);
    assertStoppedInOrder(running);
    assertThat(running.err()).isEmpty();
    assertThat(EnvironmentFile.in(data)).doesNotExist();
  }

  @Test
  @Order(10)
  void lostTopicsAndDatabase_comeBackFromTheLake() throws Exception {
    Directories.delete(data.resolve("kafka"));
    Directories.delete(data.resolve("mariadb"));
    running = start(data);
    port = running.port();

    JsonNode answer = correlation(port, "DEU");
    assertSame(answer, sample.answer("DEU"));
    assertThat(lakeOf(answer)).isEqualTo(lakeId);
  }

  @Test
  @Order(11)
  void killedLauncher_leavesNothing() {
    List<ProcessHandle> below = running.descendants();
    assertThat(below).hasSizeGreaterThanOrEqualTo(5);
    running.kill();
    await("all are gone").atMost(GONE).untilAsserted(() -> assertGone(below));
  }

  @Test
  @Order(12)
  void ctrlCInATerminal_leavesNothing() throws Exception {
    try (Launched shown = Launched.startInTerminal("--data-dir", data.toString(), "--port", "0")) {
      shown.awaitLine("Waiting for the batch view");
      List<ProcessHandle> below = shown.descendants();
      assertThat(below).hasSizeGreaterThanOrEqualTo(5);

      shown.pressCtrlC();

      assertThat(shown.exitCode()).isEqualTo(130);
      assertGone(below);
      assertStoppedInOrder(shown);
    }
  }

  @Test
  @Order(13)
  void sourceThatCannotBeRead_isTheFirstThingSaid() throws Exception {
    Files.writeString(temporary.resolve("page.csv"), "<!doctype html>\n<html></html>\n");
    Path sources = temporary.resolve("page.conf");
    Files.writeString(
        sources,
        """
        sources { mine { location = "page.csv", format = wide, date = date,
          series { "ACME" = "market:ACME:close" } } }
        """);
    try (Launched launched = start(temporary.resolve("nothing"), "--sources", sources.toString())) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.err()).hasSize(2);
      assertThat(launched.err().get(0)).startsWith("lambdax: mine: refused: page.csv, line 1:");
      assertThat(launched.err().get(1)).startsWith("lambdax: Nothing was imported");
    }
  }

  /** The last lines, with nothing of a part that ended on the way. */
  private static void assertStoppedInOrder(Launched launched) {
    List<String> out = launched.out();
    assertThat(out.get(out.size() - 2)).endsWith("Stopping");
    assertThat(out.get(out.size() - 1)).endsWith("Stopped");
  }

  private static Launched start(Path directory, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--data-dir", directory.toString(), "--port", "0"));
    arguments.addAll(List.of(more));
    return Launched.start(arguments.toArray(String[]::new));
  }

  private static List<String> exec(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("exec", "--data-dir", data.toString()));
    arguments.addAll(List.of(command));
    try (Launched exec = Launched.start(arguments.toArray(String[]::new))) {
      assertThat(exec.exitCode()).as("said %s %s", exec.out(), exec.err()).isZero();
      return exec.out();
    }
  }

  private static boolean ready(Path portFile) throws Exception {
    return get(Integer.parseInt(Files.readString(portFile).trim()), "/readyz").statusCode() == 200;
  }

  private static String lakeOf(JsonNode answer) {
    return answer.at("/view/lakeId").asText();
  }

  /** As the page's sentence says them; more may follow in the brackets. */
  private static String figures(String country) throws Exception {
    JsonNode given = correlation(port, country);
    Answer expected = sample.answer(country);
    assertSame(given, expected);
    return String.format(
            Locale.ROOT, "(r = %.2f, n = %d", given.path("r").asDouble(), given.path("n").asInt())
        .replace('-', '\u2212');
  }

  private static void assertGone(List<ProcessHandle> processes) {
    assertThat(processes)
        .filteredOn(ProcessHandle::isAlive)
        .as("still there: %s", processes.stream().map(ProcessHandle::info).toList())
        .isEmpty();
  }
}
