package io.lambdax.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.chart.Rendered.Workload;
import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.ServiceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A rendered chart brought to life on this machine as far as it goes without a cluster: the
 * services with the users and rights that the chart gives, and our parts as processes with the
 * environment and the files that their pods would have, addresses replaced. MariaDB without TLS
 * stands in for MySQL.
 */
final class OneMachine implements AutoCloseable {

  private final Rendered rendered;
  private final Path directory;
  private final Map<String, String> addresses = new HashMap<>();
  private final Deque<Runnable> toClose = new ArrayDeque<>();

  OneMachine(Rendered rendered, Path directory) throws Exception {
    this.rendered = rendered;
    this.directory = directory;
    startKafka();
    startMysql();
    startHdfs();
    EmbeddedMemcached memcached = EmbeddedMemcached.start(in("memcached"));
    toClose.push(memcached::close);
    addresses.put("lambdax-memcached-0.data.svc:11211", memcached.servers());
  }

  /** Starts the first container of a component, with more settings than the chart gives it. */
  Process start(String component, Map<String, String> more) throws IOException {
    Workload workload = rendered.workload(component);
    JsonNode container = workload.pod().path("containers").get(0);
    PartProgram program = PartProgram.ofImage(container.path("image").asText());
    PodFiles files = new PodFiles(directory.resolve(component), this::here, this::secret);
    Map<String, String> environment = new HashMap<>(files.of(rendered, workload));
    environment.computeIfPresent("LAMBDAX_HTTP_PORT", (name, port) -> "0");
    environment.put("LAMBDAX_HTTP_PORT_FILE", portFile(component).toString());
    environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin"));
    environment.putAll(more);
    List<String> command = new ArrayList<>(program.command());
    container.path("args").forEach(argument -> command.add(argument.asText()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(component).toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    toClose.push(() -> process.destroyForcibly().onExit().join());
    return process;
  }

  Path log(String component) {
    return directory.resolve(component + ".log");
  }

  /** Where a component listens, once it does. */
  Path portFile(String component) {
    return directory.resolve(component + ".port");
  }

  /** The directory of Hadoop's settings that Spark's pods get. */
  Path hadoopClient() throws IOException {
    Path conf = Files.createDirectories(directory.resolve("hadoop-client"));
    JsonNode map = rendered.one("ConfigMap", "lambdax-hadoop-client");
    for (Map.Entry<String, JsonNode> file : map.path("data").properties()) {
      Files.writeString(conf.resolve(file.getKey()), here(file.getValue().asText()));
    }
    return conf;
  }

  /** The value of a Secret's key, as the chart or Strimzi would make it. */
  String secret(String name) {
    String secret = name.substring(0, name.indexOf('/'));
    if (name.endsWith("/sasl.jaas.config")) {
      return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
          .formatted(secret, password(secret));
    }
    String data =
        rendered
            .one("Secret", secret)
            .path("data")
            .path(name.substring(name.indexOf('/') + 1))
            .asText();
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private void startKafka() throws InterruptedException, ExecutionException {
    Map<String, String> users =
        rendered.of("KafkaUser").stream()
            .map(user -> user.at("/metadata/name").asText())
            .collect(Collectors.toMap(name -> name, OneMachine::password));
    EmbeddedKafka kafka = EmbeddedKafka.startGuarded(in("kafka"), users);
    toClose.push(kafka::close);
    addresses.put("lambdax-kafka-bootstrap.data.svc:9092", kafka.bootstrap());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.adminBootstrap()))) {
      admin
          .createTopics(rendered.of("KafkaTopic").stream().map(OneMachine::topic).toList())
          .all()
          .get();
      admin
          .createAcls(
              rendered.of("KafkaUser").stream().flatMap(user -> rights(user).stream()).toList())
          .all()
          .get();
    }
  }

  private static NewTopic topic(JsonNode topic) {
    JsonNode spec = topic.path("spec");
    Map<String, String> settings = new HashMap<>();
    for (Map.Entry<String, JsonNode> setting : spec.path("config").properties()) {
      settings.put(setting.getKey(), setting.getValue().asText());
    }
    return new NewTopic(
            spec.path("topicName").asText(),
            spec.path("partitions").asInt(),
            (short) spec.path("replicas").asInt())
        .configs(settings);
  }

  private static List<AclBinding> rights(JsonNode user) {
    List<AclBinding> rights = new ArrayList<>();
    for (JsonNode right : user.at("/spec/authorization/acls")) {
      String type = right.at("/resource/type").asText();
      ResourcePattern resource =
          new ResourcePattern(
              type.equals("transactionalId")
                  ? ResourceType.TRANSACTIONAL_ID
                  : ResourceType.fromString(type),
              right.at("/resource/name").asText("kafka-cluster"),
              PatternType.LITERAL);
      for (JsonNode operation : right.path("operations")) {
        rights.add(
            new AclBinding(
                resource,
                new AccessControlEntry(
                    "User:" + user.at("/metadata/name").asText(),
                    "*",
                    operation(operation.asText()),
                    AclPermissionType.ALLOW)));
      }
    }
    return rights;
  }

  /** DescribeConfigs, as Strimzi has it, is DESCRIBE_CONFIGS. */
  private static AclOperation operation(String name) {
    return AclOperation.fromString(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
  }

  private void startMysql() throws IOException, InterruptedException {
    EmbeddedMariaDb mysql = EmbeddedMariaDb.start(in("mysql"), users());
    toClose.push(mysql::close);
    addresses.put("lambdax-mysql.data.svc:3306", "127.0.0.1:" + mysql.port());
    addresses.put("sslMode=REQUIRED", "sslMode=DISABLED");
  }

  /** What the chart's script tells the server, by the script itself. */
  private String users() throws IOException, InterruptedException {
    JsonNode container = rendered.workload("mysql").containers().get(0);
    String script =
        rendered.one("ConfigMap", "lambdax-mysql-users").path("data").path("users.sh").asText();
    Path sql = directory.resolve("users.sql");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-eu", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(sql.toFile());
    for (JsonNode variable : container.path("env")) {
      JsonNode key = variable.at("/valueFrom/secretKeyRef");
      if (!key.isMissingNode()) {
        bash.environment()
            .put(
                variable.path("name").asText(),
                secret(key.path("name").asText() + "/" + key.path("key").asText()));
      }
    }
    if (bash.start().waitFor() != 0) {
      throw new IOException("users.sh failed");
    }
    return Files.readString(sql).replace(" REQUIRE SSL", "");
  }

  private void startHdfs() throws Exception {
    EmbeddedHdfs hdfs = EmbeddedHdfs.start(in("hdfs"));
    toClose.push(hdfs::close);
    addresses.put(
        "lambdax-hdfs-namenode-0.lambdax-hdfs-namenode.data.svc.cluster.local:8020",
        "127.0.0.1:" + hdfs.port());
    // What the Job of directories does, as the name node's user.
    PrivilegedExceptionAction<FileSystem> connect =
        () -> FileSystem.newInstance(hdfs.uri(), hdfs.clientConfiguration());
    try (FileSystem files = UserGroupInformation.getLoginUser().doAs(connect)) {
      org.apache.hadoop.fs.Path lake = new org.apache.hadoop.fs.Path("/lambdax");
      files.mkdirs(lake);
      files.setOwner(lake, "lambdax", "lambdax");
      files.setPermission(lake, new FsPermission("750"));
    }
  }

  private String here(String text) {
    String here = text;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      here = here.replace(address.getKey(), address.getValue());
    }
    return here;
  }

  private static String password(String user) {
    return "password-of-" + user;
  }

  private ServiceConfig in(String name) {
    return ServiceConfig.in(directory.resolve("services").resolve(name));
  }

  @Override
  public void close() {
    while (!toClose.isEmpty()) {
      toClose.pop().run();
    }
  }
}
