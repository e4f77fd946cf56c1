package io.lambdax.importer.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Fetch;
import io.lambdax.importer.lake.GateConfig;
import io.lambdax.importer.lake.Parser;
import io.lambdax.importer.lake.Settlement;
import io.lambdax.importer.lake.SourcePass;
import io.lambdax.importer.publish.PublishConfig;
import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import io.lambdax.store.lake.HadoopSettings;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeConfig;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the commands work with: settings, sources, and the lake once it is asked for.
 *
 * @param sources as declared
 */
public record Workplace(
    Config config, List<Source> sources, Fetch fetch, Parser parser, Clock clock) {
  /** Keeps a copy. */
  public Workplace {
    sources = List.copyOf(sources);
  }

  /** The workplace that the settings describe. */
  static Workplace open() {
    Config config = ConfigFactory.load();
    return of(config, Declared.sources(config));
  }

  /** The same, but for the sources. */
  static Workplace open(Path sources) {
    return of(ConfigFactory.load(), Sources.load(sources));
  }

  private static Workplace of(Config config, List<Source> sources) {
    Clock clock = Clock.systemUTC();
    return new Workplace(config, sources, Declared.fetch(config, clock), Declared.parser(), clock);
  }

  LakeConfig lakeConfig() {
    return LakeConfig.from(config);
  }

  PublishConfig publishConfig() {
    return PublishConfig.from(config);
  }

  GateConfig gate() {
    return GateConfig.from(config);
  }

  LakeFiles files() throws IOException {
    LakeConfig lake = lakeConfig();
    return new LakeFiles(HadoopSettings.load(lake.hadoopConfDir()), lake.uri());
  }

  /** The lake in force; the first to ask creates it. */
  Lake lake(LakeFiles files) throws IOException {
    return Lake.open(files, new LakePointer(files).readOrCreate(Workplace::newLakeId));
  }

  static String newLakeId() {
    return UUID.randomUUID().toString();
  }

  SourcePass pass(LakeFiles files, Lake lake) {
    return new SourcePass(lake, new Bronze(files), settlement(lake), fetch, clock);
  }

  Settlement settlement(Lake lake) {
    return new Settlement(lake, parser, gate(), clock);
  }

  Source source(String name) {
    return sources.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no source '"
                        + name
                        + "': the sources file declares "
                        + sources.stream().map(Source::name).toList()));
  }

  Map<String, Source> byName() {
    return sources.stream().collect(Collectors.toMap(Source::name, Function.identity()));
  }
}
