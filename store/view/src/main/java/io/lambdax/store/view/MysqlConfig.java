package io.lambdax.store.view;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Where the views' database is and how to connect, from {@code lambdax.mysql}.
 *
 * @param url JDBC address, {@code jdbc:mysql://host:port/schema}
 * @param user who connects
 * @param password that user's password, may be empty
 * @param poolSize most connections at a time, at least 1
 * @param connectionTimeout how long a caller waits for a connection, at least 250 ms
 * @param migrates whether a part that starts brings the schema up to date, or waits until it is
 */
public record MysqlConfig(
    String url,
    String user,
    String password,
    int poolSize,
    Duration connectionTimeout,
    boolean migrates) {

  private static final String PREFIX = "jdbc:mysql:";

  /** Checks the values. */
  public MysqlConfig {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "lambdax.mysql.url is '" + url + "': expected " + PREFIX + "//host:port/schema");
    }
    if (user.isBlank()) {
      throw new IllegalArgumentException("lambdax.mysql.user is empty: name the database user");
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException(
          "lambdax.mysql.pool-size is " + poolSize + ": expected at least 1");
    }
    if (connectionTimeout.toMillis() < 250) {
      throw new IllegalArgumentException(
          "lambdax.mysql.connection-timeout is " + connectionTimeout + ": expected at least 250ms");
    }
  }

  /** Reads {@code lambdax.mysql} of the whole configuration. */
  public static MysqlConfig from(Config root) {
    Config mysql = root.getConfig("lambdax.mysql");
    return new MysqlConfig(
        mysql.getString("url"),
        mysql.getString("user"),
        mysql.getString("password"),
        mysql.getInt("pool-size"),
        mysql.getDuration("connection-timeout"),
        mysql.getBoolean("migrates"));
  }

  /** The same for one thread that rather waits so long for a server that is away than fails. */
  public MysqlConfig patient(Duration longest) {
    return new MysqlConfig(url, user, password, 1, longest, migrates);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "MysqlConfig[" + url + " as " + user + ", " + poolSize + " connections]";
  }
}
