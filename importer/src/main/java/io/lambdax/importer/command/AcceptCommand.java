package io.lambdax.importer.command;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Lease;
import io.lambdax.importer.lake.Manifest;
import io.lambdax.importer.lake.SourcePass;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Takes an import that was held.")
final class AcceptCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(AcceptCommand.class);

  @Parameters(paramLabel = "IMPORT_ID", description = "As /status and the log name it.")
  private String importId = "";

  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    LakeFiles files = workplace.files();
    Bronze bronze = new Bronze(files);
    Optional<Manifest> known = bronze.manifest(importId);
    if (known.isEmpty()) {
      throw new IllegalArgumentException(SourcePass.notHeld(importId, bronze.held()));
    }
    Manifest file = known.get();
    try (Lake lake = workplace.lake(files);
        Lease lease = Lease.take(files)) {
      log.debug("Writing to lake {}, as {} says", lake.lakeId(), lease.file());
      SourceStatus status =
          workplace.pass(files, lake).accept(workplace.source(file.source()), file);
      boolean published =
          new Publication(workplace.publishConfig(), workplace.clock()).run(lake, List.of(status));
      return Pass.code(List.of(status), published);
    }
  }
}
