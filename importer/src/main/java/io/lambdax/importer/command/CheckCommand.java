package io.lambdax.importer.command;

import io.lambdax.importer.fetch.LocalFile;
import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.format.RefusedFile;
import io.lambdax.importer.format.Reject;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Preview;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says what a file would do, without importing it.")
final class CheckCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Parameters(paramLabel = "FILE", description = "Plain or gz.")
  private Path file = Path.of("");

  @Option(names = "--source", paramLabel = "NAME", description = "Default: the first that fits.")
  private Optional<String> name = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    byte[] content = read(workplace.config().getBytes("lambdax.importer.http.max-size"));
    List<Source> candidates =
        name.map(n -> List.of(workplace.source(n))).orElse(workplace.sources());
    RefusedFile last = null;
    for (Source source : candidates) {
      try {
        ParsedFile parsed =
            workplace.parser().parse(source, content, file.getFileName().toString());
        return say(workplace, source, parsed);
      } catch (RefusedFile e) {
        last = e;
      }
    }
    if (candidates.size() == 1 && last != null) {
      System.err.println("refused: " + last.getMessage());
      show(last.rejects(), last.rejected());
    } else {
      System.err.println("no source can read " + file + ": name one with --source to see why");
    }
    return ExitCode.INCOMPLETE;
  }

  private static void show(List<Reject> rejects, long all) {
    rejects.stream().limit(SHOWN).forEach(r -> System.out.println("  " + r));
    if (all > SHOWN) {
      System.out.printf("  and %d more, %d rejected in all%n", all - SHOWN, all);
    }
  }

  private byte[] read(long maxBytes) {
    try {
      return LocalFile.content(file, maxBytes);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file + " to check: name one", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int say(Workplace workplace, Source source, ParsedFile parsed) throws IOException {
    System.out.printf(
        "source %s: %d rows, %d values, %d rejected%n",
        source.name(), parsed.rows(), parsed.observations().size(), parsed.rejects().size());
    show(parsed.rejects(), parsed.rejects().size());
    LakeFiles files = workplace.files();
    Optional<String> lakeId = new LakePointer(files).read();
    if (lakeId.isEmpty()) {
      System.out.println("there is no lake yet: all values would be added");
      return ExitCode.OK;
    }
    try (Lake lake = Lake.open(files, lakeId.get())) {
      Preview preview =
          Preview.of(
              lake,
              source,
              parsed,
              new Bronze(files).state(source.name()),
              workplace.gate(),
              workplace.clock().instant());
      System.out.printf(
          "would add %d, revise %d, withdraw %d%n",
          preview.counts().added(), preview.counts().revised(), preview.counts().withdrawn());
      preview.held().ifPresent(why -> System.out.println("would be held: " + why));
      return preview.held().isPresent() ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
  }
}
