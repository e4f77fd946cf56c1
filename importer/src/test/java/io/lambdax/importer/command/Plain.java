package io.lambdax.importer.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.fetch.FetchResult;
import io.lambdax.importer.fetch.FetchedFile;
import io.lambdax.importer.fetch.PreviousFetch;
import io.lambdax.importer.format.Observation;
import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.format.RefusedFile;
import io.lambdax.importer.format.Reject;
import io.lambdax.importer.lake.Fetch;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An importer of the simplest file there is, series,date,value; its main dies where it is told. */
final class Plain {
  private Plain() {}

  public static void main(String[] args) throws Exception {
    Workplace workplace = workplace(ConfigFactory.load(), Path.of(args[0]), "plain");
    System.exit(new Pass(workplace).run(workplace.sources()));
  }

  static Workplace workplace(Config config, Path file, String... sources) {
    return new Workplace(
        config,
        List.of(sources).stream().map(name -> source(name, file)).toList(),
        fetch(file),
        Plain::parse,
        Clock.systemUTC());
  }

  private static Source source(String name, Path file) {
    return new Source(
        name,
        new Location.LocalFiles(
            file.toAbsolutePath().getParent(), file.getFileName().toString(), Optional.empty()),
        new Layout.Ecdc(Optional.empty()),
        true,
        Duration.ofHours(1),
        true);
  }

  private static Fetch fetch(Path file) {
    return (Source source, Optional<PreviousFetch> previous) -> {
      try {
        Instant now = Instant.now();
        return new FetchResult.Fetched(
            List.of(
                new FetchedFile(
                    file.getFileName().toString(),
                    Files.readAllBytes(file),
                    Files.getLastModifiedTime(file).toInstant(),
                    now,
                    OptionalInt.empty(),
                    Map.of())),
            false);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static ParsedFile parse(Source source, byte[] content, String name) throws RefusedFile {
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new RefusedFile(name + " is empty: it should have lines series,date,value");
    }
    List<Observation> observations = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    long line = 0;
    for (String row : text.lines().toList()) {
      line++;
      List<String> cells = List.of(row.split(",", -1));
      try {
        observations.add(
            new Observation(
                SeriesId.parse(cells.get(0)),
                LocalDate.parse(cells.get(1)),
                Double.parseDouble(cells.get(2)),
                line));
      } catch (NumberFormatException e) {
        rejects.add(new Reject(line, "value", cells.get(2), "is no number"));
      }
    }
    return new ParsedFile(observations, rejects, line, text.endsWith("\n"));
  }
}
