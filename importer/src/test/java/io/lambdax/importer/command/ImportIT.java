package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.Fact;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.maintain.Upkeep;
import io.lambdax.importer.publish.Publisher;
import io.lambdax.importer.rebuild.Rebuild;
import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportIT {
  private static final EmbeddedHdfs HDFS = TestServices.hdfs();
  private static final EmbeddedKafka KAFKA = TestServices.kafka();

  @TempDir private Path dir;
  private Map<String, String> settings;
  private Path file;
  private Instant published = Instant.parse("2020-12-01T00:00:00Z");

  @BeforeEach
  void newPlatform() {
    String id = UUID.randomUUID().toString();
    file = dir.resolve("plain.csv");
    settings = new HashMap<>();
    settings.put("lambdax.lake.uri", "hdfs://lambdax/test-" + id);
    settings.put("lambdax.lake.hadoop-conf-dir", HDFS.confDir().toString());
    settings.put("lambdax.kafka.bootstrap", KAFKA.bootstrap());
    settings.put("lambdax.kafka.topics.facts", "facts-" + id);
    settings.put("lambdax.kafka.topics.imports", "imports-" + id);
    settings.put("lambdax.kafka.topics.sources", "sources-" + id);
    settings.put("lambdax.kafka.topics.replication", "1");
    settings.put("lambdax.importer.publish.transactional-id", id);
  }

  @Test
  void file_isImportedAndSignalled_andTheSameAgainIsNothing() throws Exception {
    publish(100, 0);
    assertThat(pass()).isZero();
    assertThat(values()).hasSize(100);
    assertThat(pass()).isZero();
    assertThat(pass()).isZero();

    assertThat(signals()).hasSize(1);
    ImportSignal signal = signals().get(0);
    assertThat(signal.version()).isEqualTo(1);
    assertThat(signal.added()).isEqualTo(100);
    assertThat(signal.firstDate()).isEqualTo(LocalDate.of(2020, 1, 1));
    assertThat(signal.lastDate()).isEqualTo(LocalDate.of(2020, 1, 1).plusDays(99));
    assertThat(publishedFacts()).hasSize(100);
  }

  @Test
  void laterFile_revisesAddsAndWithdraws() throws Exception {
    publish(100, 0);
    pass();
    List<String> rows = rows(102, 0);
    rows.set(0, "health:DEU:cases,2020-01-01,777");
    rows.remove(1);
    write(String.join("\n", rows) + "\n");
    assertThat(pass()).isZero();

    ImportSignal second = signals().get(1);
    assertThat(List.of(second.added(), second.revised(), second.withdrawn()))
        .containsExactly(2L, 1L, 1L);
    assertThat(values().get("health:DEU:cases/2020-01-01")).isEqualTo(OptionalDouble.of(777));
    assertThat(values().get("health:DEU:cases/2020-01-02")).isEmpty();
  }

  @Test
  void fileThatTakesTooMuch_isHeld_untilAccepted() throws Exception {
    publish(100, 0);
    pass();
    publish(100, 1000);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(signals()).hasSize(1);

    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    Bronze bronze = new Bronze(files);
    String held = bronze.state("plain").heldImportId().orElseThrow();
    try (Lake lake = workplace.lake(files)) {
      workplace
          .pass(files, lake)
          .accept(workplace.source("plain"), bronze.manifest(held).orElseThrow());
      new Publisher(workplace.publishConfig(), workplace.clock()).catchUp(lake);
    }
    assertThat(signals()).hasSize(2);
    assertThat(signals().get(1).revised()).isEqualTo(100);
    assertThat(pass()).isZero();
    assertThat(bronze.state("plain").heldImportId()).isEmpty();
  }

  @Test
  void cutOffShortAndEmptyFiles_areHeldOrRefused_andNothingIsLost() throws Exception {
    publish(100, 0);
    pass();
    write(String.join("\n", rows(100, 0)));
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    publish(90, 0);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    write("");
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(signals()).hasSize(1);
    assertThat(values()).hasSize(100);
  }

  @Test
  void olderPublication_doesNotOverwrite() throws Exception {
    published = Instant.parse("2020-12-20T00:00:00Z");
    publish(100, 0);
    pass();
    published = Instant.parse("2020-12-10T00:00:00Z");
    publish(101, 1);
    assertThat(pass()).isZero();
    assertThat(signals()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-bronze",
        "after-commit",
        "between-facts",
        "before-kafka-commit",
        "after-kafka-commit"
      })
  void killedAnywhere_theNextStartCompletesIt(String point) throws Exception {
    publish(50, 0);
    pass();
    publish(60, 0);
    assertThat(child(Map.of("LAMBDAX_HALT_AT", point))).isEqualTo(137);
    assertThat(pass()).isZero();

    assertThat(values()).hasSize(60);
    assertThat(signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
    assertThat(signals().get(1).added()).isEqualTo(10);
    assertThat(publishedFacts()).hasSize(60);
  }

  @Test
  void kafkaDown_theImportIsKept_andPublishedLater() throws Exception {
    publish(50, 0);
    settings.put("lambdax.importer.publish.timeout", "2s");
    settings.put("lambdax.kafka.bootstrap", "127.0.0.1:1");
    assertThat(pass()).isEqualTo(ExitCode.NOT_PUBLISHED);
    settings.put("lambdax.kafka.bootstrap", KAFKA.bootstrap());
    settings.put("lambdax.importer.publish.timeout", "15s");
    assertThat(pass()).isZero();
    assertThat(signals()).hasSize(1);
  }

  @Test
  void importersAtOnce_besideMaintenance_giveNoFactTwice() throws Exception {
    publish(50, 0);
    pass();
    publish(200, 0);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<Integer>> ends = new ArrayList<>();
    ends.add(threads.submit(this::pass));
    ends.add(threads.submit(this::pass));
    ends.add(threads.submit(this::maintain));
    for (Future<Integer> end : ends) {
      assertThat(end.get()).isZero();
    }
    threads.shutdown();
    assertThat(pass()).isZero();
    assertThat(facts()).hasSize(200);
    assertThat(signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
  }

  @Test
  void rebuild_givesTheSameFacts_inANewLake() throws Exception {
    publish(100, 0);
    pass();
    publish(103, 0);
    pass();
    List<String> rows = rows(103, 0);
    rows.remove(5);
    write(String.join("\n", rows) + "\n");
    pass();
    List<Fact> before = facts();

    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    files.fileSystem().delete(files.path("lake"), true);
    new Rebuild(files, workplace.byName(), workplace.parser(), workplace.gate(), workplace.clock())
        .run("rebuilt");
    assertThat(facts()).isEqualTo(before);
    assertThat(pass()).isZero();
    assertThat(signals())
        .extracting(s -> s.lakeId().equals("rebuilt") + " " + s.version())
        .containsExactly("false 1", "false 2", "false 3", "true 1", "true 2", "true 3");
  }

  private int maintain() throws Exception {
    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      new Upkeep(files, workplace.lakeConfig(), workplace.clock()).run(lake);
    }
    return 0;
  }

  private int pass() throws Exception {
    Workplace workplace = workplace();
    return new Pass(workplace, workplace.files()).run(workplace.sources());
  }

  private Workplace workplace() {
    Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    return Plain.workplace(config, file, "plain");
  }

  private int child(Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Plain.class.getName(), "" + file));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.redirectOutput(new File(dir.toFile(), "child.out"));
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  /** A file that was published a day after the last one. */
  private void publish(int days, double plus) throws Exception {
    write(String.join("\n", rows(days, plus)) + "\n");
  }

  private void write(String content) throws Exception {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(published));
    published = published.plus(Duration.ofDays(1));
  }

  private static List<String> rows(int days, double plus) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      rows.add("health:DEU:cases," + LocalDate.of(2020, 1, 1).plusDays(i) + "," + (i + plus));
    }
    return rows;
  }

  private List<Fact> facts() throws Exception {
    Workplace workplace = workplace();
    List<Fact> facts = new ArrayList<>();
    try (Lake lake = workplace.lake(workplace.files())) {
      lake.facts().forEach(facts::add);
    }
    facts.sort(Comparator.comparingLong(Fact::version).thenComparing(Fact::date));
    return facts;
  }

  private Map<String, OptionalDouble> values() throws Exception {
    Map<String, OptionalDouble> values = new TreeMap<>();
    facts().forEach(f -> values.put(f.series() + "/" + f.date(), f.value()));
    return values;
  }

  private List<ImportSignal> signals() {
    return committed("imports").stream().map(r -> ImportSignal.fromBytes(r.value())).toList();
  }

  private List<FactRecord> publishedFacts() {
    return committed("facts").stream().map(r -> FactRecord.fromBytes(r.value())).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", KAFKA.bootstrap(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String name = settings.get("lambdax.kafka.topics." + topic);
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(p -> new TopicPartition(name, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }
}
