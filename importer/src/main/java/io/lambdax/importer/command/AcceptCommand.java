package io.lambdax.importer.command;

import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Manifest;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.log.SourceStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Takes an import that was held.")
final class AcceptCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMPORT_ID", description = "As /status and the log name it.")
  private String importId = "";

  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    LakeFiles files = workplace.files();
    Manifest file =
        new Bronze(files)
            .manifest(importId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "bronze has no import " + importId + ": /status lists what is held"));
    try (Lake lake = workplace.lake(files)) {
      SourceStatus status =
          workplace.pass(files, lake).accept(workplace.source(file.source()), file);
      boolean published =
          new Publication(workplace.publishConfig(), workplace.clock()).run(lake, List.of(status));
      return Pass.code(List.of(status), published);
    }
  }
}
