package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import io.lambdax.store.view.MysqlConfig;

/**
 * How driver and executors get at MySQL: the address is the controller's own, user and password
 * stay in a Secret of the job's namespace.
 *
 * @param url JDBC address
 * @param secret the Secret's name
 * @param userKey under which key it holds the user
 * @param passwordKey under which key it holds the password
 */
record MysqlAccess(String url, String secret, String userKey, String passwordKey) {

  private static final String KEY = "[-._a-zA-Z0-9]+";
  private static final String WITH_PASSWORD = "(?i).*(password[0-9]?\\s*=|//[^/]*@).*";

  static MysqlAccess from(Config root, Settings secret) {
    String url = MysqlConfig.from(root).url();
    if (url.matches(WITH_PASSWORD)) {
      throw new IllegalArgumentException(
          "lambdax.mysql.url holds a password, which every SparkApplication would show: put it in the"
              + " Secret (LAMBDAX_BATCH_MYSQL_SECRET), and in LAMBDAX_MYSQL_PASSWORD for the controller");
    }
    return new MysqlAccess(
        url,
        secret.text(
            "name",
            Settings.OBJECT,
            "the Secret with MySQL's user and password (LAMBDAX_BATCH_MYSQL_SECRET)"),
        secret.text("user-key", KEY, "a key of the Secret"),
        secret.text("password-key", KEY, "a key of the Secret"));
  }
}
