package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A MariaDB server as a child process, with the database {@code lambdax} and one account that owns
 * it. If this JVM is killed the server ends too; should it not, the next start on the directory
 * ends it.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private static final Duration INSTALL = Duration.ofMinutes(3);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(40);

  private final DirectoryLock lock;
  private final ChildProcess process;
  private final MariaDbAccount account;
  private final MariaDbAccount reader;
  private final int port;

  private EmbeddedMariaDb(
      DirectoryLock lock,
      ChildProcess process,
      MariaDbAccount account,
      MariaDbAccount reader,
      int port) {
    this.lock = lock;
    this.process = process;
    this.account = account;
    this.reader = reader;
    this.port = port;
  }

  /**
   * Starts on the directory's data, installing into a new directory; returns when it takes
   * connections.
   *
   * @throws ServiceException if it cannot
   */
  public static EmbeddedMariaDb start(ServiceConfig config) {
    return start(config, "");
  }

  /**
   * The same, with more users.
   *
   * @param sql statements, one a line, that are run before clients are served, at every start
   */
  public static EmbeddedMariaDb start(ServiceConfig config, String sql) {
    Path directory = config.createDirectory("MariaDB");
    DirectoryLock lock = DirectoryLock.take(directory, "MariaDB");
    try {
      MariaDbCommand command = new MariaDbCommand(MariaDbFiles.unpacked(directory), directory);
      MariaDbLeftover.end(command);
      install(command, INSTALL);
      MariaDbAccount account = MariaDbAccount.owner(directory, new SecureRandom());
      MariaDbAccount reader = MariaDbAccount.reader(directory, new SecureRandom());
      MariaDbAccount.writeInitFile(command.initFile(), account, reader, sql);
      Files.createDirectories(directory.resolve("tmp"));
      return Retry.onFreePort(
          config, port -> new EmbeddedMariaDb(lock, serve(command, port), account, reader, port));
    } catch (IOException e) {
      lock.close();
      throw new ServiceException(
          "MariaDB cannot write " + directory + " (" + e + "): check rights and free space", e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static void install(MariaDbCommand command, Duration longest) throws IOException {
    if (Files.exists(command.data())) {
      return;
    }
    // Installed beside and moved, so that an install that was cut off is not taken for a whole one.
    Path half = command.directory().resolve("data.new");
    Directories.delete(half);
    ChildProcess installer = child(command, "MariaDB's installer", command.install(half)).guarded();
    try (installer) {
      int code = installer.onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (code != 0) {
        throw failed(installer, "MariaDB cannot install its tables (exit code " + code + ")");
      }
    } catch (TimeoutException e) {
      throw failed(installer, "MariaDB did not install its tables within " + longest);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(installer, "Interrupted while MariaDB installed its tables");
    }
    Files.move(half, command.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ChildProcess serve(MariaDbCommand command, int port) {
    ChildProcess server = child(command, "MariaDB", command.serve(port)).guarded();
    if (!Waiting.forGreeting(port, START, server::alive)) {
      List<String> last = server.lastLines(40);
      boolean taken = last.stream().anyMatch(line -> line.contains("Address already in use"));
      server.close();
      if (taken) {
        throw new PortTakenException("MariaDB", port, null);
      }
      throw failed(server, "MariaDB does not start");
    }
    return server;
  }

  private static ChildProcess child(MariaDbCommand command, String name, List<String> line) {
    Path log = command.directory().resolve("mariadb.log");
    Path libraries = command.files().base().resolve("libs");
    return ChildProcess.start(
        new ChildProcess.Spec(
            name, line, Map.of("LD_LIBRARY_PATH", libraries.toString()), log, STOP));
  }

  private static ServiceException failed(ChildProcess child, String what) {
    String why =
        child.lastLines(40).stream()
            .filter(line -> line.contains("ERROR") || line.contains("error"))
            .findFirst()
            .orElse("no error line");
    return new ServiceException(what + ": " + why + " (whole log: " + child.log() + ")");
  }

  /** {@code jdbc:mysql://127.0.0.1:<port>/lambdax}. */
  public String jdbcUrl() {
    return jdbcUrl(MariaDbAccount.DATABASE);
  }

  /** The URL of another database; the account may create those named {@code lambdax_...}. */
  public String jdbcUrl(String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
  }

  public String user() {
    return account.user();
  }

  /** Made at the first start; kept in a file that only this user can read. */
  public String password() {
    return account.password();
  }

  /** Who may read the database and nothing else, as the serving API does. */
  public String reader() {
    return reader.user();
  }

  /** That one's password; kept like the other. */
  public String readerPassword() {
    return reader.password();
  }

  public int port() {
    return port;
  }

  /** The server's process id. */
  public long pid() {
    return process.pid();
  }

  /** The server process, to notice when it ends. */
  public ChildProcess process() {
    return process;
  }

  /** Stops the server in order; returns when its files are closed. */
  @Override
  public void close() {
    process.close();
    lock.close();
  }
}
