package io.lambdax.store.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The views' database: a connection pool and its schema. Thread-safe; close it once at the end.
 *
 * <p>Opening does not connect, so that a part can start while MySQL is away: each call then fails
 * with JDBI's {@code ConnectionException} until MySQL is back, and works again without a restart.
 */
public final class Database implements AutoCloseable {
  /** Loading a view, or deleting one, has statements that take long. */
  private static final Duration SOCKET_SILENCE = Duration.ofMinutes(1);

  private final PatientSource source;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final boolean migrates;

  private Database(PatientSource source, HikariDataSource pool, boolean migrates) {
    this.source = source;
    this.pool = pool;
    this.migrates = migrates;
    this.jdbi = Jdbi.create(pool);
  }

  /** Opens a pool; connects on first use. */
  public static Database open(MysqlConfig config) {
    return open(config, "", SOCKET_SILENCE);
  }

  /**
   * Opens a pool for work that somebody waits for: a statement of which nothing is heard for so
   * long fails, so that a database that hangs does not keep its callers.
   *
   * @param silence longer than the slowest statement takes
   */
  public static Database openForQuestions(MysqlConfig config, Duration silence) {
    return open(config, "", silence);
  }

  /**
   * Opens a pool for work that other processes take over: the server ends a session that is silent
   * for so long, and with it the locks of a process that sleeps or is cut off; who waits for a lock
   * gives up sooner and tries again.
   *
   * @param silence whole seconds, at least 4
   */
  public static Database openForShares(MysqlConfig config, Duration silence) {
    return open(
        config,
        "wait_timeout=%d,innodb_lock_wait_timeout=%d"
            .formatted(silence.toSeconds(), silence.toSeconds() / 3),
        SOCKET_SILENCE);
  }

  private static Database open(MysqlConfig config, String sessionVariables, Duration silence) {
    Properties driver = new Properties();
    if (!sessionVariables.isEmpty()) {
      driver.setProperty("sessionVariables", sessionVariables);
    }
    // One statement of many rows instead of many statements: what makes loading a view fast.
    driver.setProperty("rewriteBatchedStatements", "true");
    driver.setProperty("connectionTimeZone", "UTC");
    driver.setProperty("characterEncoding", "UTF-8");
    driver.setProperty("connectTimeout", Long.toString(config.connectionTimeout().toMillis()));
    driver.setProperty("socketTimeout", Long.toString(silence.toMillis()));
    PatientSource source = new PatientSource(config, driver);
    HikariConfig hikari = new HikariConfig();
    hikari.setDataSource(source);
    hikari.setPoolName("lambdax-mysql");
    hikari.setJdbcUrl(config.url()); // what it is the address of decides how it is treated
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(config.connectionTimeout().toMillis());
    hikari.setValidationTimeout(config.connectionTimeout().toMillis());
    hikari.setInitializationFailTimeout(-1);
    return new Database(source, new HikariDataSource(hikari), config.migrates());
  }

  /**
   * Brings the schema up to date; does nothing when it is. Several parts may call it at once: one
   * migrates, the others wait.
   *
   * @throws FlywayException if the database is away or a migration fails
   */
  public void migrate() {
    flyway().migrate();
  }

  /**
   * What a part does before it uses the schema: brings it up to date where the settings let it, and
   * else only looks. Who tried without the right to would leave a failed migration behind, which
   * stops the one who has it.
   *
   * @throws FlywayException if the database is away, a migration fails, or the schema is not yet
   *     the one that this part knows
   */
  public void prepareSchema() {
    if (migrates) {
      migrate();
      return;
    }
    try {
      flyway().validate();
    } catch (FlywayValidateException e) {
      throw new FlywayException(
          "The schema is not the one that this part knows. Whoever may change it brings it up to"
              + " date: the controller's command migrate",
          e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure().dataSource(pool).locations("classpath:db/migration").load();
  }

  /**
   * Runs a reader in one read-only, repeatable-read transaction: everything in it is of one moment.
   */
  public <T, E extends Exception> T snapshot(HandleCallback<T, E> reader) throws E {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.setReadOnly(true);
          try {
            return reader.withHandle(handle);
          } finally {
            handle.setReadOnly(false);
          }
        });
  }

  /**
   * Runs a writer in one read-committed transaction, so that after a lock it sees what is there
   * now.
   */
  public <T, E extends Exception> T write(HandleCallback<T, E> writer) throws E {
    return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, writer);
  }

  /** As {@link #write}, without a result. */
  public <E extends Exception> void execute(HandleConsumer<E> writer) throws E {
    jdbi.useTransaction(TransactionIsolationLevel.READ_COMMITTED, writer);
  }

  /**
   * Has the pool tell a registry of metrics how it fares: connections in use and waited for, and
   * how long that takes. Once only.
   *
   * @param registry a {@code MeterRegistry} of Micrometer's, which this module does without
   */
  public void measure(Object registry) {
    pool.setMetricRegistry(registry);
  }

  /** Asks the database something trivial; fails as any call does if it is away. */
  public void ping() {
    jdbi.useHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    source.close();
    pool.close();
  }
}
