package io.lambdax.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param root where Lambdax is built: the directory of run_local.sh
 * @param once stop after one answer
 * @param fresh forget what the data directory holds
 * @param port of the API and the page, 0 = any free one
 * @param leastFreeMib what must be free on the data directory's disk, in MiB
 * @param sources the sources file; empty = the bundled sample, for a replay its DAX and ECDC
 * @param replay what is replayed once all is ready
 */
record Options(
    Path root,
    boolean once,
    boolean fresh,
    Path dataDirectory,
    long leastFreeMib,
    int port,
    Optional<Path> sources,
    Optional<Replayed> replay) {
  Options {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    sources = sources.map(file -> file.toAbsolutePath().normalize());
    if (dataDirectory.toString().matches(".*[\\s'\"\\\\%,;].*")) {
      throw LaunchException.usage(
          "--data-dir %s: HDFS takes no space, quotation mark, backslash, %%, comma or semicolon in a path; name another"
              .formatted(dataDirectory));
    }
    if (once && replay.isPresent()) {
      throw LaunchException.usage("--once stops where --replay begins: leave out one of them");
    }
    if (port < 0 || port > 65535) {
      throw LaunchException.usage("--port " + port + ": give a port from 1 to 65535, or 0");
    }
    if (sources.isPresent() && !Files.isReadable(sources.get())) {
      throw LaunchException.usage(
          "--sources " + sources.get() + ": there is no such file, or it may not be read");
    }
  }

  /** What the importer is told of its sources. */
  Map<String, String> sourcesEnvironment() {
    Map<String, String> environment = new HashMap<>();
    String bundled = replay.isPresent() ? "replay" : "sample";
    environment.put("LAMBDAX_SOURCES", sources.map(Path::toString).orElse(bundled));
    replay.ifPresent(
        files ->
            environment.put("LAMBDAX_REPLAY_FROM", files.directory().toUri() + "*.{csv,csv.gz}"));
    return environment;
  }
}
