package io.lambdax.local;

import io.lambdax.local.services.ChildProcess;
import io.lambdax.store.log.ImportSignal;
import java.util.List;
import java.util.Optional;

/** What the import made of the sources that a start begins with. */
final class FirstImport {
  private static final int SHOWN = 20;

  private FirstImport() {}

  /**
   * Says why sources were not imported.
   *
   * @param importer that has ended
   * @param signal the newest there is, of this import or an earlier one
   * @throws LaunchException with the reasons if there is nothing to go on with
   */
  static ImportSignal result(
      ChildProcess importer, Optional<ImportSignal> signal, Progress progress) {
    int code = importer.onExit().join();
    List<String> reasons =
        code == 0 ? List.of() : LogLines.reasons(importer.lastLines(SHOWN), importer.lastWord());
    if (signal.isEmpty()) {
      throw new LaunchException(
          String.join("\n", reasons)
              + "\nNothing was imported (whole log: %s)".formatted(importer.log()));
    }
    reasons.forEach(progress::stage);
    if (code != 0) {
      progress.stage(
          "Not all was imported: the importer ended with exit code %d (whole log: %s)"
              .formatted(code, importer.log()));
    }
    return signal.get();
  }
}
