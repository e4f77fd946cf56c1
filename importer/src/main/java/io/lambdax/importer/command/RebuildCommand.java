package io.lambdax.importer.command;

import io.lambdax.importer.rebuild.Rebuild;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "Builds a new lake from bronze alone and publishes it.")
final class RebuildCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    LakeFiles files = workplace.files();
    new Rebuild(files, workplace.byName(), workplace.parser(), workplace.gate(), workplace.clock())
        .run(Workplace.newLakeId());
    try (Lake lake = workplace.lake(files)) {
      boolean published =
          new Publication(workplace.publishConfig(), workplace.clock()).run(lake, List.of());
      return Pass.code(List.of(), published);
    }
  }
}
