package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.core.series.Fact;
import io.lambdax.importer.Main;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.RejectedRow;
import io.lambdax.store.log.ImportSignal;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command as a user starts it, in a JVM of its own: what it says and how it ends. */
class CommandLineIT {
  private static final Pattern ACCEPT = Pattern.compile("importer accept (\\S+)");

  @TempDir private Path dir;
  private final TestPlatform platform = new TestPlatform();

  @BeforeEach
  void declare() throws Exception {
    platform.sources(
        dir,
        """
        sources {
          plain {
            location = "plain.csv"
            format = long
            kind = health
            date = date
            entity = country
            measures { cases = cases }
          }
        }
        """);
  }

  @Test
  void aFilesWholeLife_fromCheckToRebuild() throws Exception {
    Path file = publish(100, 0);
    TestPlatform.End check = run("check", file.toString());
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("source plain: 100 rows, 100 values, 0 rejected", "there is no lake yet");
    assertThat(run().code()).isZero();

    publish(100, 1000);
    check = run("check", file.toString());
    assertThat(check.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(check.out()).contains("would add 0, revise 100, withdraw 0", "would be held: ");
    TestPlatform.End held = run("--source", "plain");
    assertThat(held.code()).isEqualTo(ExitCode.INCOMPLETE);
    Matcher accept = ACCEPT.matcher(held.err());
    assertThat(accept.find()).as(held.err()).isTrue();
    assertThat(run("accept", accept.group(1)).code()).isZero();
    publish(99, 1000);
    assertThat(run().code()).isZero();
    assertThat(run("maintain").code()).isZero();
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L, 3L);

    List<Fact> before = platform.facts();
    String lakeId = platform.lakeId();
    LakeFiles files = platform.files();
    assertThat(files.fileSystem().delete(files.path("lake"), true)).isTrue();
    platform.deleteTopics();
    assertThat(run("rebuild").code()).isZero();
    assertThat(platform.lakeId()).isNotEqualTo(lakeId);
    assertThat(platform.facts()).isEqualTo(before);
    assertThat(platform.publishedFacts()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(run("republish", "--from-version", "2").code()).isZero();
    assertThat(platform.signals())
        .extracting(ImportSignal::version)
        .containsExactly(1L, 2L, 3L, 2L, 3L);
    assertThat(platform.signals()).extracting(ImportSignal::lakeId).containsOnly(platform.lakeId());
    assertThat(platform.values().get("health:DEU:cases/2020-04-09"))
        .isEqualTo(OptionalDouble.empty());

    TestPlatform.End beyond = run("republish", "--from-version", "4");
    assertThat(beyond.code()).isEqualTo(ExitCode.USAGE);
    assertThat(beyond.err()).contains("beyond the lake's newest version 3: give at most that");
    platform.deleteTopics();
    TestPlatform.End leaving = run("republish", "--from-version", "2");
    assertThat(leaving.code()).isEqualTo(ExitCode.USAGE);
    assertThat(leaving.err()).contains("would leave out version 1 and up", "give at most 1");
    assertThat(platform.signals()).isEmpty();
    assertThat(run("republish", "--from-version", "1").code()).isZero();
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L, 3L);
  }

  @Test
  void refusedFile_allItsBrokenRowsAreToldAndKept() throws Exception {
    Path file = publish(100, 0);
    Files.writeString(file, Files.readString(file).replace(",DEU,9", ",DEU,x9"));
    TestPlatform.End check = run("check", file.toString(), "--source", "plain");
    assertThat(check.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(check.err()).contains("refused: plain.csv: 11 of 100 rows are broken");
    assertThat(check.out().lines()).hasSize(11).allMatch(l -> l.contains("column cases, 'x9"));
    Files.writeString(file, Files.readString(file).replace(",DEU,", ",DEU,x"));
    assertThat(run("check", file.toString()).out()).contains("  and 80 more, 100 rejected in all");
    assertThat(run().code()).isEqualTo(ExitCode.INCOMPLETE);
    String importId = new Bronze(platform.files()).all().get(0).importId();
    try (Lake lake = Lake.open(platform.files(), platform.lakeId())) {
      assertThat(lake.rejects().of(importId))
          .hasSize(100)
          .extracting(RejectedRow::line)
          .startsWith(2L, 3L);
    }
  }

  @Test
  void every_passesAgainAndAgain_andEndsWhenAskedTo() throws Exception {
    publish(100, 0);
    Path log = dir.resolve("every.log");
    Process importer =
        platform
            .java(Main.class, "--every", "PT1S")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      awaitLake(100);
      publish(101, 0);
      awaitLake(101);
      importer.destroy();
      assertThat(importer.waitFor(15, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
      assertThat(importer.exitValue()).isEqualTo(128 + 15);
      assertThat(Files.readString(log)).doesNotContain("ERROR");
    } finally {
      importer.destroyForcibly();
    }
  }

  @Test
  void wrongUse_isOneLineThatSaysWhatIsRight() throws Exception {
    publish(10, 0);
    wrong("there is no source 'nosuch': the sources file declares [plain]", "--source", "nosuch");
    wrong("'held' is no import: write it as /status and the log do", "accept", "held");
    String none = "plain-20201214T100000Z-01234567";
    wrong(
        "import " + none + " is not held, so there is nothing to accept; none is held",
        "accept",
        none);
    wrong("--from-version 0 must be at least 1", "republish", "--from-version", "0");
    wrong("--every PT0.5S must be at least PT1S", "--every", "PT0.5S");
    platform.sources(dir, "sources { plain { location = ");
    wrong("sources.conf:1: ");
    platform.sources(dir, "sources { plain { location = \"plain.csv\", format = longer } }");
    wrong(
        "sources.conf:1: source 'plain': unknown format 'longer', did you mean long? There are [");
    platform.set("lambdax.importer.sources", dir.resolve("none.conf").toString());
    wrong("none.conf cannot be read");
  }

  @Test
  void sources_areCheckedWithoutAnyService() throws Exception {
    platform.set("lambdax.lake.uri", "hdfs://127.0.0.1:1/nowhere");
    platform.set("lambdax.kafka.bootstrap", "127.0.0.1:1");
    TestPlatform.End good = run("sources");
    assertThat(good.code()).as(good.err()).isZero();
    assertThat(good.out().lines()).containsExactly("plain");
    Path bad =
        Files.writeString(
            dir.resolve("bad.conf"),
            "sources {\n a { location = x.csv,\n formt = wide }\n b { format = jhu }\n}\n");
    for (TestPlatform.End end : List.of(run("sources", bad.toString()), runWith(bad))) {
      assertThat(end.code()).isEqualTo(ExitCode.USAGE);
      assertThat(end.out()).isEmpty();
      assertThat(end.err().lines())
          .hasSize(5)
          .allMatch(l -> l.startsWith("importer: " + bad + ":"));
      assertThat(end.err())
          .contains(bad + ":3: source 'a': unknown key formt, did you mean format?")
          .contains(bad + ":4: source 'b': has no location")
          .doesNotContain("Exception");
    }
  }

  private TestPlatform.End runWith(Path sources) throws Exception {
    platform.set("lambdax.importer.sources", sources.toString());
    return run();
  }

  @Test
  void refusedFile_isAnErrorOnce_thatSaysWhatIsRefused() throws Exception {
    Files.writeString(dir.resolve("plain.csv"), "<html>moved</html>\n");
    // All that a user sees, not only what tests show.
    platform.set("logback.configurationFile", "logback.xml");
    Path log = dir.resolve("refused.log");
    Process importer =
        platform
            .java(Main.class, "--every", "PT1S")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log).contains("plain: still refused, as told before"));
      assertThat(Files.readString(log).lines().filter(l -> l.contains("ERROR")))
          .singleElement()
          .asString()
          .contains("plain: refused: plain.csv, line 1: '<html>moved</html>' is HTML, not CSV");
      assertThat(Files.readString(log))
          .contains("nothing of plain.csv is taken: 19 bytes, kept as plain-")
          .doesNotContain("0 rejected");
    } finally {
      importer.destroyForcibly();
    }
  }

  @Test
  void hungSource_makesThePassUnready_andIsNamed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      platform.sources(
          dir,
          "sources { mute { format = ecdc, location = \"http://127.0.0.1:%d/x.csv\" } }"
              .formatted(silent.getLocalPort()));
      platform.set("lambdax.importer.slow-pass", "1s");
      Path port = dir.resolve("port");
      platform.set("lambdax.http.port-file", port.toString());
      Process importer =
          platform
              .java(Main.class, "--every", "PT1H")
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("hung.log").toFile())
              .start();
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .untilAsserted(
                () ->
                    assertThat(readyz(port))
                        .startsWith("503")
                        .contains("over PT1S; for ", "it has been importing mute"));
      } finally {
        importer.destroyForcibly();
      }
    }
  }

  private static String readyz(Path port) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + Files.readString(port).strip() + "/readyz");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void fileThatIsNotThere_andLakeThatIsNotThere_areOneLine() throws Exception {
    publish(10, 0);
    TestPlatform.End check = run("check", dir.resolve("none.csv").toString());
    assertThat(check.code()).isEqualTo(ExitCode.USAGE);
    assertThat(check.err().lines()).singleElement().asString().contains("none.csv");
    Path bomb = dir.resolve("bomb.csv.gz");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      packed.write(new byte[2000]);
    }
    platform.set("lambdax.importer.http.max-size", "1000");
    TestPlatform.End large = run("check", bomb.toString());
    assertThat(large.code()).isEqualTo(ExitCode.USAGE);
    assertThat(large.err().lines()).singleElement().asString().contains("more than 1000 bytes");
    platform.set("lambdax.lake.uri", "hdfs://127.0.0.1:1/nowhere");
    TestPlatform.End pass = run();
    assertThat(pass.code()).isEqualTo(ExitCode.NO_LAKE);
    assertThat(pass.err()).contains("LAMBDAX_LAKE_URI").doesNotContain("\tat ");
  }

  private void wrong(String message, String... arguments) throws Exception {
    run(arguments).assertWrong(message);
  }

  private void awaitLake(int values) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> platform.values().size() == values && !platform.signals().isEmpty());
  }

  private TestPlatform.End run(String... arguments) throws Exception {
    return platform.run(dir, arguments);
  }

  private Path publish(int days, int plus) throws Exception {
    StringBuilder rows = new StringBuilder("date,country,cases\n");
    for (int i = 0; i < days; i++) {
      rows.append(LocalDate.of(2020, 1, 1).plusDays(i)).append(",DEU,").append(i + plus);
      rows.append('\n');
    }
    return Files.writeString(dir.resolve("plain.csv"), rows);
  }
}
