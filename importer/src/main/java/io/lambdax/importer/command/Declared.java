package io.lambdax.importer.command;

import com.typesafe.config.Config;
import io.lambdax.importer.lake.Fetch;
import io.lambdax.importer.lake.Parser;
import io.lambdax.importer.source.Source;
import java.util.List;

/** The sources as they are declared, and the means to fetch and read them. */
final class Declared {
  private Declared() {}

  static List<Source> sources(Config config) {
    return List.of();
  }

  static Fetch fetch(Config config) {
    throw new IllegalStateException("nothing can be fetched or read yet");
  }

  static Parser parser() {
    throw new IllegalStateException("nothing can be fetched or read yet");
  }
}
