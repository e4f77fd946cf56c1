package io.lambdax.store.view;

import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Connects, and while the server cannot be reached tries again a few times a second. The pool that
 * asks tries again by itself too, but after ever longer pauses, up to 5 s: so long a server would
 * be back unnoticed. It has its callers wait no longer for this than for anything. Thread-safe.
 */
final class PatientSource implements DataSource {
  private static final org.slf4j.Logger log = LoggerFactory.getLogger(PatientSource.class);

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** After that the pool is told why; its own pauses have hardly grown by then. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** SQL states of connections that failed. */
  private static final String UNREACHED = "08";

  private final DataSource driver;
  private final CountDownLatch closed = new CountDownLatch(1);

  PatientSource(MysqlConfig config, Properties properties) {
    this.driver =
        new DriverDataSource(config.url(), null, properties, config.user(), config.password());
  }

  @Override
  public Connection getConnection() throws SQLException {
    long end = System.nanoTime() + LONGEST.toNanos();
    boolean said = false;
    while (true) {
      try {
        return driver.getConnection();
      } catch (SQLException e) {
        boolean unreached = e.getSQLState() != null && e.getSQLState().startsWith(UNREACHED);
        if (!unreached || System.nanoTime() >= end || closedAfterPause()) {
          throw e;
        }
        if (!said) {
          log.warn("MySQL cannot be reached ({}): trying until it can", rootOf(e).toString());
          said = true;
        }
      }
    }
  }

  private boolean closedAfterPause() {
    try {
      return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  /** Has nobody tried for any more. */
  void close() {
    closed.countDown();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return driver.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    driver.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return driver.isWrapperFor(type);
  }
}
