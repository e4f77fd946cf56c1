package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** Who may not change the schema waits for it, and leaves nothing behind meanwhile. */
class SchemaIT {

  @Test
  void aPartThatDoesNotMigrate_waitsUntilAnotherDid() {
    try (Database waiting = open("lambdax_schema_waits", false);
        Database migrating = open("lambdax_schema_waits", true)) {
      assertThatExceptionOfType(FlywayException.class)
          .isThrownBy(waiting::prepareSchema)
          .withMessageContaining("command migrate");
      assertThat(tables(waiting)).isZero();

      migrating.prepareSchema();
      assertThatCode(waiting::prepareSchema).doesNotThrowAnyException();
    }
  }

  @Test
  void aSchemaThatLacksItsLastMigration_isWaitedForToo_andCanStillBeMigrated() {
    try (Database waiting = open("lambdax_schema_old", false);
        Database migrating = open("lambdax_schema_old", true)) {
      migrating.prepareSchema();
      migrating.execute(
          handle -> {
            handle.execute("drop table cut_family");
            handle.execute("delete from flyway_schema_history where version = '6'");
          });
      assertThatExceptionOfType(FlywayException.class).isThrownBy(waiting::prepareSchema);
      migrating.prepareSchema();
      assertThatCode(waiting::prepareSchema).doesNotThrowAnyException();
    }
  }

  private static int tables(Database database) {
    return database.snapshot(
        handle ->
            handle
                .createQuery(
                    "select count(*) from information_schema.tables where table_schema = database()")
                .mapTo(Integer.class)
                .one());
  }

  private static Database open(String name, boolean migrates) {
    EmbeddedMariaDb mariaDb = TestServices.mariaDb();
    return Database.open(
        new MysqlConfig(
            mariaDb.jdbcUrl(name) + "?createDatabaseIfNotExist=true",
            mariaDb.user(),
            mariaDb.password(),
            2,
            Duration.ofSeconds(5),
            migrates));
  }
}
