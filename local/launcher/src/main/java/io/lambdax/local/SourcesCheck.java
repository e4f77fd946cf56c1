package io.lambdax.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Has the importer look at what it will be given, before half a minute is spent on starting. */
final class SourcesCheck {
  private SourcesCheck() {}

  /**
   * Has the sources file and the files to replay looked at; fetches nothing.
   *
   * @throws LaunchException with the importer's own lines if something is wrong with them
   */
  static void demandRight(Options options) {
    Optional<List<String>> replay = options.replay().map(Replayed::check);
    Optional<List<String>> sources =
        options.sources().map(file -> List.of("sources", file.toString()));
    // The replay's own look reads the sources file too.
    replay.or(() -> sources).ifPresent(arguments -> demandRight(options, arguments));
  }

  private static void demandRight(Options options, List<String> arguments) {
    ProcessBuilder command = new ProcessBuilder(Part.IMPORTER.command(options.root(), arguments));
    command.environment().putAll(options.sourcesEnvironment());
    command.redirectErrorStream(true);
    try {
      Process importer = command.start();
      importer.getOutputStream().close();
      String said = new String(importer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (importer.waitFor() != 0) {
        throw LaunchException.usage(
            said.lines()
                .map(line -> line.replaceFirst("^importer: ", ""))
                .map(line -> line.replaceFirst("^--from ", "--replay "))
                .collect(Collectors.joining("\n")));
      }
    } catch (IOException e) {
      throw new LaunchException("Cannot have the importer look: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted while the importer looked", e);
    }
  }
}
