package io.lambdax.local;

import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the line that the importer says of each replayed file. Thread-safe. */
final class ReplayLines {
  private static final Logger log = LoggerFactory.getLogger(ReplayLines.class);
  private static final Pattern FILE = Pattern.compile("\\[\\d+/\\d+] .*");

  private final NewLines lines;
  private final Progress progress;

  ReplayLines(NewLines lines, Progress progress) {
    this.lines = lines;
    this.progress = progress;
  }

  /** Those since the last call. */
  synchronized void show() {
    try {
      for (String line : lines.next()) {
        if (FILE.matcher(line).matches()) {
          progress.stage(line);
        }
      }
    } catch (IOException e) {
      log.warn("The importer's log cannot be read: the replay goes on unseen", e);
    }
  }
}
