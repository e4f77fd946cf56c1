package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.Fact;
import io.lambdax.importer.Main;
import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.lake.HadoopSettings;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeConfig;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A lake and topics of a test's own, on real HDFS and Kafka, and what is in them. */
final class TestPlatform {
  private static final EmbeddedHdfs HDFS = TestServices.hdfs();
  private static final EmbeddedKafka KAFKA = TestServices.kafka();

  private final Map<String, String> settings = new HashMap<>();

  TestPlatform() {
    String id = UUID.randomUUID().toString();
    set("lambdax.lake.uri", "hdfs://lambdax/test-" + id);
    set("lambdax.lake.hadoop-conf-dir", HDFS.confDir().toString());
    set("lambdax.kafka.bootstrap", KAFKA.bootstrap());
    set("lambdax.kafka.topics.facts", "facts-" + id);
    set("lambdax.kafka.topics.imports", "imports-" + id);
    set("lambdax.kafka.topics.sources", "sources-" + id);
    set("lambdax.kafka.topics.replication", "1");
    set("lambdax.importer.publish.transactional-id", id);
  }

  void set(String key, String value) {
    settings.put(key, value);
  }

  String kafka() {
    return KAFKA.bootstrap();
  }

  Config config() {
    return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
  }

  /** A JVM of its own on this platform, yet to be started. */
  ProcessBuilder java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What starts fast: these live for seconds.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** What a command line says and ends with. */
  record End(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    /** A wrong command line: the code for it and one line that says what is wrong. */
    void assertWrong(String message) {
      assertThat(code).as(err).isEqualTo(ExitCode.USAGE);
      assertThat(out).isEmpty();
      assertThat(err.lines()).singleElement().asString().startsWith("importer: ").contains(message);
    }
  }

  /** The importer's command line in a JVM of its own, to its end; files go to that directory. */
  End run(Path directory, String... arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int code =
        java(Main.class, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new End(code, Files.readString(out), Files.readString(err));
  }

  /** Declares the sources, in a file in that directory. */
  void sources(Path directory, String text) throws IOException {
    Path conf = Files.writeString(directory.resolve("sources.conf"), text);
    set("lambdax.importer.sources", conf.toString());
  }

  LakeFiles files() throws IOException {
    LakeConfig lake = LakeConfig.from(config());
    return new LakeFiles(HadoopSettings.load(lake.hadoopConfDir()), lake.uri());
  }

  /** The name of the lake in force. */
  String lakeId() throws IOException {
    return new LakePointer(files()).read().orElseThrow();
  }

  /** Every fact of the lake in force, by version, then series and date. */
  List<Fact> facts() throws IOException {
    List<Fact> facts = new ArrayList<>();
    try (Lake lake = Lake.open(files(), lakeId())) {
      lake.facts().forEach(facts::add);
    }
    facts.sort(
        Comparator.comparingLong(Fact::version)
            .thenComparing(Fact::series)
            .thenComparing(Fact::date));
    return facts;
  }

  /** The newest fact of each series and day, {@code series/date}. */
  Map<String, OptionalDouble> values() throws IOException {
    return newest(facts());
  }

  static Map<String, OptionalDouble> newest(List<Fact> inOrder) {
    Map<String, OptionalDouble> values = new TreeMap<>();
    inOrder.forEach(f -> values.put(f.series() + "/" + f.date(), f.value()));
    return values;
  }

  List<ImportSignal> signals() {
    return committed("imports").stream()
        .map(ConsumerRecord::value)
        .filter(TestPlatform::isSignal)
        .map(ImportSignal::fromBytes)
        .toList();
  }

  /** Avro's single-object encoding begins with these two bytes. */
  private static boolean isSignal(byte[] value) {
    return value != null && value.length > 2 && (value[0] & 0xff) == 0xc3 && value[1] == 1;
  }

  /** A record without key into partition 0 of that topic. */
  void send(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(settings.get("lambdax.kafka.topics." + topic), 0, null, value))
          .get();
    }
  }

  /** Somebody's transaction that has begun in every partition of a topic. */
  KafkaProducer<byte[], byte[]> openTransaction(String topic) throws Exception {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka(), "transactional.id", UUID.randomUUID().toString()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    String name = settings.get("lambdax.kafka.topics." + topic);
    for (PartitionInfo partition : producer.partitionsFor(name)) {
      producer
          .send(new ProducerRecord<>(name, partition.partition(), new byte[1], new byte[1]))
          .get();
    }
    return producer;
  }

  List<String> statuses() {
    return committed("sources").stream()
        .map(
            r ->
                SourceRecord.source(r.key())
                    + " "
                    + (r.value() == null ? "gone" : SourceRecord.fromBytes(r.value()).outcome()))
        .toList();
  }

  /** The committed facts in Kafka, each series' in order. */
  List<Fact> publishedFacts() {
    return committed("facts").stream().map(r -> FactRecord.fromBytes(r.value()).fact()).toList();
  }

  void deleteTopics() throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka()))) {
      admin
          .deleteTopics(
              List.of(
                  settings.get("lambdax.kafka.topics.facts"),
                  settings.get("lambdax.kafka.topics.imports"),
                  settings.get("lambdax.kafka.topics.sources")))
          .all()
          .get();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka(), "isolation.level", "read_committed");
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
