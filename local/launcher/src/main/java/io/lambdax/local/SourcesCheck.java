package io.lambdax.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Has the importer read the sources file, before half a minute is spent on starting the rest. */
final class SourcesCheck {
  private SourcesCheck() {}

  /**
   * Looks at the file and fetches nothing.
   *
   * @throws LaunchException with the importer's own lines if something is wrong with the file
   */
  static void demandRight(Path root, Path file) {
    ProcessBuilder command =
        new ProcessBuilder(Part.IMPORTER.command(root, List.of("sources", file.toString())));
    command.redirectErrorStream(true);
    try {
      Process importer = command.start();
      importer.getOutputStream().close();
      String said = new String(importer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (importer.waitFor() != 0) {
        throw LaunchException.usage(
            said.lines()
                .map(line -> line.replaceFirst("^importer: ", ""))
                .collect(Collectors.joining("\n")));
      }
    } catch (IOException e) {
      throw new LaunchException("Cannot have " + file + " checked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted while " + file + " was checked", e);
    }
  }
}
