package io.lambdax.importer.command;

import io.lambdax.importer.maintain.Upkeep;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = "Merges small files, expires snapshots, removes orphans; daily is enough.")
final class MaintainCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      new Upkeep(files, workplace.lakeConfig(), workplace.clock()).run(lake);
      return ExitCode.OK;
    }
  }
}
