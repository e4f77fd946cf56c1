package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbIT {
  /** Starts a server, says where, and waits to be killed. */
  static final class Starts {
    public static void main(String[] args) throws Exception {
      EmbeddedMariaDb database = EmbeddedMariaDb.start(ServiceConfig.in(Path.of(args[0])));
      System.out.println("pid " + database.pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void restart_onAnotherPort_keepsTheTables(@TempDir Path dir) throws Exception {
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start(ServiceConfig.in(dir))) {
      execute(database, "CREATE TABLE t (n INT PRIMARY KEY)", "INSERT INTO t VALUES (42)");
    }
    int other = FreePort.find();
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start(new ServiceConfig(dir, other))) {
      assertThat(database.port()).isEqualTo(other);
      assertThat(one(database, "SELECT n FROM t")).isEqualTo("42");
      assertThat(one(database, "SELECT VERSION()")).startsWith("11.4");
    }
  }

  @Test
  void reader_readsAndNoMore(@TempDir Path dir) throws Exception {
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start(ServiceConfig.in(dir))) {
      execute(database, "CREATE TABLE t (n INT PRIMARY KEY)", "INSERT INTO t VALUES (42)");
      try (Connection reader =
              connect(database.jdbcUrl(), database.reader(), database.readerPassword());
          Statement statement = reader.createStatement()) {
        try (ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
          assertThat(rows.next()).isTrue();
        }
        for (String sql :
            List.of("INSERT INTO t VALUES (43)", "DROP TABLE t", "CREATE TABLE u (n INT)")) {
          assertThatThrownBy(() -> statement.executeUpdate(sql))
              .isInstanceOf(SQLException.class)
              .hasMessageContaining("denied");
        }
      }
    }
  }

  @Test
  void account_ownsItsDatabasesOnly_andItsPasswordIsPrivate(@TempDir Path dir) throws Exception {
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start(ServiceConfig.in(dir))) {
      execute(database, "CREATE DATABASE lambdax_mine");
      assertThatThrownBy(() -> execute(database, "CREATE DATABASE other"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("denied");
      assertThatThrownBy(() -> connect(database.jdbcUrl(), "root", "").close())
          .isInstanceOf(SQLException.class);
      for (String secret : List.of("password", "password-reader", "init.sql")) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(secret))))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void two_areApart_andOneDirectoryTakesOne(@TempDir Path a, @TempDir Path b) throws Exception {
    try (EmbeddedMariaDb first = EmbeddedMariaDb.start(ServiceConfig.in(a));
        EmbeddedMariaDb second = EmbeddedMariaDb.start(ServiceConfig.in(b))) {
      execute(first, "CREATE TABLE only_here (n INT)");
      assertThat(
              one(
                  second,
                  "SELECT COUNT(*) FROM information_schema.tables WHERE table_name='only_here'"))
          .isEqualTo("0");
      assertThat(first.password()).isNotEqualTo(second.password());
      assertThatThrownBy(() -> EmbeddedMariaDb.start(ServiceConfig.in(a)))
          .isInstanceOf(ServiceException.class)
          .hasMessageContainingAll(a.toString(), "in use by another process");
    }
  }

  @Test
  void jvmKilled_endsTheServer(@TempDir Path dir) throws Exception {
    Process jvm = startInOtherJvm(dir);
    ProcessHandle server = serverOf(jvm);
    jvm.destroyForcibly().waitFor();
    server.onExit().get(60, TimeUnit.SECONDS);
    assertThat(server.isAlive()).isFalse();
    assertStarts(dir);
  }

  @Test
  void serverLeftOver_isEndedByTheNextStart(@TempDir Path dir) throws Exception {
    Process jvm = startInOtherJvm(dir);
    ProcessHandle server = serverOf(jvm);
    // The guard goes first, so nobody else ends the server.
    jvm.children()
        .filter(child -> child.pid() != server.pid())
        .forEach(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isTrue();
    assertStarts(dir);
    assertThat(server.isAlive()).isFalse();
  }

  private static void assertStarts(Path dir) throws Exception {
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start(ServiceConfig.in(dir))) {
      assertThat(one(database, "SELECT 1")).isEqualTo("1");
    }
  }

  private static Process startInOtherJvm(Path dir) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Starts.class.getName(), dir.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static ProcessHandle serverOf(Process jvm) throws Exception {
    for (String line : (Iterable<String>) jvm.inputReader().lines()::iterator) {
      if (line.startsWith("pid ")) {
        Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(line.substring(4)));
        return server.orElseThrow();
      }
    }
    throw new AssertionError("The other JVM ended with code " + jvm.waitFor());
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  private static void execute(EmbeddedMariaDb database, String... statements) throws SQLException {
    try (Connection connection = connect(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String one(EmbeddedMariaDb database, String query) throws SQLException {
    try (Connection connection = connect(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
