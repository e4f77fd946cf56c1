package io.lambdax.local;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the services in this JVM log to: their talk would hide the stages. */
final class LogFile {
  private LogFile() {}

  /** To be called before anything logs: logback.xml takes the file's name from the property. */
  static void open(Path file) {
    System.setProperty("lambdax.log.file", file.toString());
    Logger log = LoggerFactory.getLogger(LogFile.class);
    // HDFS's threads may end by an exception while they are stopped: that is for the log too.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> log.warn("Thread {} ended", thread.getName(), e));
    LoggerFactory.getLogger(LogFile.class)
        .info("Launcher process {}", ProcessHandle.current().pid());
  }
}
