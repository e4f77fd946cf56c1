package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.core.transform.Transform;
import io.lambdax.importer.Mirror;
import io.lambdax.importer.fetch.Fetcher;
import io.lambdax.importer.fetch.HttpLimits;
import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.lake.HadoopSettings;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import io.lambdax.store.lake.PresentFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECDC's daily publications of spring 2020, one after the other, as they came out. */
class DailyFilesIT {
  private static final Pattern PUBLISHED = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");
  private static final GateConfig GATE = GateConfig.from(ConfigFactory.defaultReference());

  @TempDir private Path inbox;
  private final List<String> off = new ArrayList<>();

  @Test
  void afterEachFile_theNewestFactsAreThatFile_andItsQuestionsAgree() throws Exception {
    Path data = Mirror.dataOrSkip();
    Map<SeriesId, Series> market = series(Mirror.closes(data));
    Map<String, List<JsonNode>> questions = questions(data);
    List<Path> files = Mirror.files(data.resolve("mirror/ecdc-daily"));
    assertThat(files).hasSize(41);
    List<String> held = new ArrayList<>();
    LakeFiles lakeFiles =
        new LakeFiles(
            HadoopSettings.load(Optional.of(TestServices.hdfs().confDir())),
            URI.create("hdfs://lambdax/daily-" + UUID.randomUUID()));
    new LakePointer(lakeFiles).replace("daily");
    try (Lake lake = Lake.open(lakeFiles, "daily")) {
      Bronze bronze = new Bronze(lakeFiles);
      SourcePass pass = pass(lake, bronze);
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        Files.copy(file, inbox.resolve(name));
        SourceStatus status = pass.run(source());
        if (status.outcome().equals("held")) {
          held.add(name);
          System.out.println(status.message().orElseThrow());
          String waiting = status.heldImportId().orElseThrow();
          status = pass.accept(source(), bronze.manifest(waiting).orElseThrow());
        }
        assertThat(status.outcome()).as(name).isEqualTo("imported");
        assertThat(status.rejected()).as(name).isZero();

        Map<SeriesId, SortedMap<LocalDate, Double>> present = present(lake);
        assertThat(present).as("newest facts after " + name).isEqualTo(Mirror.ecdc(file));
        ask(questions.get(day(name)), market, series(present));
      }
      assertThat(lake.head().version()).isEqualTo(41);
      assertThat(pass.run(source()).outcome()).isEqualTo("unchanged");
    }
    assertThat(off).isEmpty();
    // Series change by more than 20 %, but no publication rewrites 5 % of all: none is held.
    assertThat(held).isEmpty();
  }

  private Source source() {
    return new Source(
        "ecdc",
        new Location.LocalFiles(inbox, "*.csv.gz", Optional.of(PUBLISHED)),
        new Layout.Ecdc(Optional.empty()),
        true,
        Duration.ofDays(1),
        // From 1 April 2020 on, ECDC's files had no final newline.
        false);
  }

  private static SourcePass pass(Lake lake, Bronze bronze) {
    Clock clock = Clock.systemUTC();
    Duration any = Duration.ofSeconds(10);
    HttpLimits limits = new HttpLimits(any, any, any, 1, any, any, 100_000_000, Optional.empty());
    return new SourcePass(
        lake,
        bronze,
        new Settlement(lake, FileParser::parse, GATE, clock),
        new Fetcher(limits, clock)::fetch,
        clock);
  }

  private static String day(String fileName) {
    return fileName.replaceAll(".*published-|\\.csv\\.gz", "");
  }

  private static Map<SeriesId, SortedMap<LocalDate, Double>> present(Lake lake) throws IOException {
    PresentFacts facts = lake.facts().present("ecdc", lake.head());
    Map<SeriesId, SortedMap<LocalDate, Double>> present = new TreeMap<>();
    facts.forEachPresent(
        (series, date) ->
            present
                .computeIfAbsent(series, s -> new TreeMap<>())
                .put(date, facts.get(series, date).orElseThrow().value().getAsDouble()));
    return present;
  }

  private static Map<SeriesId, Series> series(Map<SeriesId, SortedMap<LocalDate, Double>> values) {
    Map<SeriesId, Series> series = new HashMap<>();
    values.forEach((id, v) -> series.put(id, Series.of(v)));
    return series;
  }

  private static Map<String, List<JsonNode>> questions(Path data) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, List<JsonNode>> byDay = new TreeMap<>();
    byte[] lines = Mirror.bytes(data.resolve("reference/correlation-daily.jsonl.gz"));
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
      JsonNode question = json.readTree(line);
      byDay
          .computeIfAbsent(question.get("published").asText(), d -> new ArrayList<>())
          .add(question);
    }
    return byDay;
  }

  private void ask(
      List<JsonNode> questions, Map<SeriesId, Series> market, Map<SeriesId, Series> health) {
    assertThat(questions).hasSize(50);
    for (JsonNode q : questions) {
      Pairing pairing =
          new Pairing(
              market.get(SeriesId.parse(q.get("x").asText())),
              health.get(SeriesId.parse(q.get("y").asText())),
              Transform.of(q.path("xTransform").asText("level")).orElseThrow(),
              Transform.of(q.path("yTransform").asText("level")).orElseThrow(),
              range(q));
      Answer a =
          pairing.answer(
              q.path("lag").asInt(0), Method.of(q.path("method").asText("pearson")).orElseThrow());
      check(q, "n", q.get("n").asInt() == a.n());
      check(q, "r", near(q.path("r"), a.r(), 1e-9));
      check(q, "nEff", near(q.path("nEff"), a.nEff(), 1e-9));
      check(q, "p", nearP(q.path("p"), a.p()));
      check(q, "pIid", nearP(q.path("pIid"), a.pIid()));
    }
  }

  private static Range range(JsonNode q) {
    return q.has("window")
        ? new Range(Optional.empty(), Optional.empty(), OptionalInt.of(q.get("window").asInt()))
        : Range.between(date(q, "from"), date(q, "to"));
  }

  private static Optional<LocalDate> date(JsonNode q, String key) {
    return q.hasNonNull(key) ? Optional.of(LocalDate.parse(q.get(key).asText())) : Optional.empty();
  }

  private void check(JsonNode question, String what, boolean agrees) {
    if (!agrees) {
      off.add(what + " differs: " + question);
    }
  }

  private static boolean near(JsonNode want, OptionalDouble got, double within) {
    return want.isNumber()
        ? got.isPresent() && Math.abs(want.asDouble() - got.getAsDouble()) <= within
        : got.isEmpty();
  }

  private static boolean nearP(JsonNode want, OptionalDouble got) {
    return near(want, got, 1e-9) && near(want, got, 1e-6 * Math.abs(want.asDouble()));
  }
}
