package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts on the directory's logs, formatting a new directory; returns when clients are served.
   *
   * @throws ServiceException if it cannot
   */
  public static EmbeddedKafka start(ServiceConfig config) {
    Path logs = config.createDirectory("Kafka").resolve("logs");
    format(logs);
    return Retry.onFreePort(config, port -> startOn(logs, port, FreePort.find()));
  }

  private static void format(Path logs) {
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
          .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), true))
          .run();
    } catch (IOException e) {
      throw new ServiceException("Kafka cannot write " + logs + " (" + e + ")", e);
    } catch (Exception e) {
      throw new ServiceException("Kafka cannot format " + logs + ": " + e.getMessage(), e);
    }
  }

  static EmbeddedKafka startOn(Path logs, int port, int controllerPort) {
    Map<String, String> settings = KafkaSettings.of(logs, port, controllerPort);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    // A port that was taken meanwhile would make Kafka end this process without a word; that it
    // throws as well is enough.
    Exit.setExitProcedure((code, message) -> {});
    Exit.setHaltProcedure((code, message) -> {});
    try {
      server.startup();
      return new EmbeddedKafka(server, port);
    } catch (RuntimeException e) {
      server.shutdown();
      server.awaitShutdown();
      if (BindFailure.in(e)) {
        throw new PortTakenException("Kafka", port, e);
      }
      throw new ServiceException("Kafka cannot start on " + logs + ": " + e.getMessage(), e);
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
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
