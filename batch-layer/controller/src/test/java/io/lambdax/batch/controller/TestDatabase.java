package io.lambdax.batch.controller;

import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A database of one test's own on the shared server, and how a child JVM is told of it. */
record TestDatabase(EmbeddedMariaDb server, String name) {

  static TestDatabase of(String test) {
    return new TestDatabase(TestServices.mariaDb(), "lambdax_" + test);
  }

  /** Opens it, made and migrated. */
  Database open() {
    Database database =
        Database.open(
            new MysqlConfig(
                url(), server.user(), server.password(), 4, Duration.ofSeconds(5), true));
    database.migrate();
    return database;
  }

  /** Settings of a JVM that is to use it. */
  Map<String, String> settings() {
    return Map.of(
        "lambdax.mysql.url", url(),
        "lambdax.mysql.user", server.user(),
        "lambdax.mysql.password", server.password());
  }

  /** The same as options of that JVM. */
  List<String> javaOptions() {
    return settings().entrySet().stream()
        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  private String url() {
    return server.jdbcUrl(name) + "?createDatabaseIfNotExist=true";
  }
}
