package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker that is its own KRaft controller, inside this JVM. Topics are not created by
 * use; transactions work with one replica.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;
  private final int adminPort;

  private EmbeddedKafka(KafkaRaftServer server, int port, int adminPort) {
    this.server = server;
    this.port = port;
    this.adminPort = adminPort;
  }

  /**
   * Starts on the directory's logs, formatting a new directory; returns when clients are served.
   *
   * @throws ServiceException if it cannot
   */
  public static EmbeddedKafka start(ServiceConfig config) {
    Path logs = config.createDirectory("Kafka").resolve("logs");
    format(logs, List.of());
    return Retry.onFreePort(config, port -> startOn(logs, port, FreePort.find()));
  }

  /**
   * The same, but clients log in (SASL_PLAINTEXT, SCRAM-SHA-512) and may do what rights allow: none
   * at first. Who comes by {@link #adminBootstrap} need not, and may do all.
   *
   * @param passwords of the users, by name; only for a new directory
   */
  public static EmbeddedKafka startGuarded(ServiceConfig config, Map<String, String> passwords) {
    Path logs = config.createDirectory("Kafka").resolve("logs");
    format(
        logs,
        passwords.entrySet().stream()
            .map(
                user ->
                    "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user.getKey(), user.getValue()))
            .toList());
    return Retry.onFreePort(
        config,
        port -> {
          int adminPort = FreePort.find();
          return startOn(
              KafkaSettings.guarded(logs, port, adminPort, FreePort.find()), port, adminPort);
        });
  }

  private static void format(Path logs, List<String> users) {
    try {
      Files.createDirectories(logs);
      if (Files.exists(logs.resolve("meta.properties"))) {
        return;
      }
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(KafkaSettings.NODE)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .addDirectory(logs.toString())
          .setMetadataLogDirectory(logs.toString())
          .setScramArguments(users)
          .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), true))
          .run();
    } catch (IOException e) {
      throw new ServiceException("Kafka cannot write " + logs + " (" + e + ")", e);
    } catch (Exception e) {
      throw new ServiceException("Kafka cannot format " + logs + ": " + e.getMessage(), e);
    }
  }

  static EmbeddedKafka startOn(Path logs, int port, int controllerPort) {
    return startOn(KafkaSettings.of(logs, port, controllerPort), port, port);
  }

  private static EmbeddedKafka startOn(Map<String, String> settings, int port, int adminPort) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    // A port that was taken meanwhile would make Kafka end this process without a word; that it
    // throws as well is enough.
    Exit.setExitProcedure((code, message) -> {});
    Exit.setHaltProcedure((code, message) -> {});
    try {
      server.startup();
      return new EmbeddedKafka(server, port, adminPort);
    } catch (RuntimeException e) {
      server.shutdown();
      server.awaitShutdown();
      if (BindFailure.in(e)) {
        throw new PortTakenException("Kafka", port, e);
      }
      throw new ServiceException(
          "Kafka cannot start on " + settings.get("log.dirs") + ": " + e.getMessage(), e);
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Where whoever administers it need not log in; the same unless it is guarded. */
  public String adminBootstrap() {
    return "127.0.0.1:" + adminPort;
  }

  public int port() {
    return port;
  }

  /** Stops in order; returns when the logs are closed. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
