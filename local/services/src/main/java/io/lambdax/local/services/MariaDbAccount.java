package io.lambdax.local.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** An account that Lambdax uses: its password is made here and kept beside the data. */
record MariaDbAccount(String user, String password) {
  static final String DATABASE = "lambdax";

  /** The account that owns the database. */
  static MariaDbAccount owner(Path directory, SecureRandom random) throws IOException {
    return new MariaDbAccount("lambdax", password(directory.resolve("password"), random));
  }

  /** The account that may read the database and nothing else. */
  static MariaDbAccount reader(Path directory, SecureRandom random) throws IOException {
    return new MariaDbAccount(
        "lambdax-reader", password(directory.resolve("password-reader"), random));
  }

  /** Reads the file, or makes one that only this user can read. */
  private static String password(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      random.nextBytes(secret);
      writePrivately(file, HexFormat.of().formatHex(secret));
    }
    return Files.readString(file).trim();
  }

  /**
   * Writes what the server runs before it takes connections. The owner may also make databases of
   * its own, named lambdax_..., as tests do. Passwords are hexadecimal: they need no quoting.
   *
   * @param more statements that follow
   */
  static void writeInitFile(Path file, MariaDbAccount owner, MariaDbAccount reader, String more)
      throws IOException {
    writePrivately(
        file,
        "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4;\n".formatted(DATABASE)
            + owner.sql("ALL PRIVILEGES")
            + "GRANT ALL PRIVILEGES ON `%s\\_%%`.* TO %s;\n".formatted(DATABASE, owner.quoted())
            + reader.sql("SELECT")
            + more);
  }

  private String sql(String rights) {
    return """
        CREATE USER IF NOT EXISTS %1$s IDENTIFIED BY '%2$s';
        ALTER USER %1$s IDENTIFIED BY '%2$s';
        GRANT %4$s ON `%3$s`.* TO %1$s;
        """
        .formatted(quoted(), password, DATABASE, rights);
  }

  private String quoted() {
    return "'" + user + "'@'127.0.0.1'";
  }

  private static void writePrivately(Path file, String content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, content);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
