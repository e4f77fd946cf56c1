package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A Memcached: the real program where it is on the PATH, else Infinispan's endpoint, which speaks
 * its protocol, in this JVM. It is a cache: a start begins with nothing.
 */
public final class EmbeddedMemcached implements AutoCloseable {
  private static final String MEGABYTES = "64";
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final AutoCloseable server;
  private final int port;
  private final String kind;

  private EmbeddedMemcached(AutoCloseable server, int port, String kind) {
    this.server = server;
    this.port = port;
    this.kind = kind;
  }

  /** Starts whichever there is. */
  public static EmbeddedMemcached start(ServiceConfig config) {
    return program()
        .map(program -> startProgram(config, program))
        .orElseGet(() -> startInfinispan(config));
  }

  /** Starts Infinispan's, whatever is on the PATH. */
  static EmbeddedMemcached startInfinispan(ServiceConfig config) {
    return Retry.onFreePort(
        config, port -> new EmbeddedMemcached(InfinispanMemcached.start(port), port, "Infinispan"));
  }

  static EmbeddedMemcached startProgram(ServiceConfig config, Path program) {
    Path log = config.createDirectory("Memcached").resolve("memcached.log");
    return Retry.onFreePort(
        config,
        port -> {
          ChildProcess child =
              ChildProcess.start(
                      new ChildProcess.Spec(
                          "Memcached", command(program, port), Map.of(), log, STOP))
                  .guarded();
          if (!Waiting.forConnection(port, START, child::alive)) {
            child.close();
            throw new PortTakenException("Memcached", port, null);
          }
          return new EmbeddedMemcached(child, port, "memcached");
        });
  }

  private static List<String> command(Path program, int port) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "-l", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(List.of("-U", "0", "-m", MEGABYTES, "-t", "2"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "root"));
    }
    return command;
  }

  /** The real program, if the PATH has it. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
        .splitAsStream(path)
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "memcached"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What clients take as their server list, {@code host:port}. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The process, if it is one of its own. */
  public OptionalLong pid() {
    return server instanceof ChildProcess child
        ? OptionalLong.of(child.pid())
        : OptionalLong.empty();
  }

  /** "memcached" or "Infinispan". */
  public String kind() {
    return kind;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new ServiceException("Memcached does not stop: " + e.getMessage(), e);
    }
  }
}
