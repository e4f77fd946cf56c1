package io.lambdax.local.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The one account that Lambdax uses: its password is made here and kept beside the data. */
record MariaDbAccount(String user, String password) {
  static final String DATABASE = "lambdax";

  /** Reads the password file, or makes one that only this user can read. */
  static MariaDbAccount in(Path directory, SecureRandom random) throws IOException {
    Path file = directory.resolve("password");
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      random.nextBytes(secret);
      writePrivately(file, HexFormat.of().formatHex(secret));
    }
    return new MariaDbAccount("lambdax", Files.readString(file).trim());
  }

  /**
   * Writes what the server runs before it takes connections. The account may also make databases of
   * its own, named lambdax_..., as tests do. The password is hexadecimal: it needs no quoting.
   *
   * @param more statements that follow
   */
  void writeInitFile(Path file, String more) throws IOException {
    String account = "'" + user + "'@'127.0.0.1'";
    writePrivately(
        file,
        """
        CREATE DATABASE IF NOT EXISTS %2$s CHARACTER SET utf8mb4;
        CREATE USER IF NOT EXISTS %1$s IDENTIFIED BY '%3$s';
        ALTER USER %1$s IDENTIFIED BY '%3$s';
        GRANT ALL PRIVILEGES ON `%2$s`.* TO %1$s;
        GRANT ALL PRIVILEGES ON `%2$s\\_%%`.* TO %1$s;
        """
                .formatted(account, DATABASE, password)
            + more);
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
