package io.lambdax.importer.lake;

import io.lambdax.importer.format.ParsedFile;
import io.lambdax.store.lake.PresentFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges a whole file: one that takes too much away is held until somebody accepts it. */
record Gate(GateConfig config) {
  /** Why the file is held, by itself. */
  Optional<String> holds(ParsedFile file, boolean full, long lastAcceptedRows) {
    if (!file.endsInCompleteLine()) {
      return Optional.of("it does not end in a complete line, as a cut-off file does");
    }
    if (full && file.rows() < config.minRows() * lastAcceptedRows) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it has %d rows, under %.0f %% of the %d of the last accepted file",
              file.rows(),
              100 * config.minRows(),
              lastAcceptedRows));
    }
    return Optional.empty();
  }

  /** Why the file is held, for what it would do to the facts. */
  Optional<String> holds(Difference difference, PresentFacts known) {
    long rewritten = difference.counts().revised() + difference.counts().withdrawn();
    if (rewritten <= config.maxRewritten() * known.present()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "it would revise %d and withdraw %d of %d present facts, over %.0f %%",
            difference.counts().revised(),
            difference.counts().withdrawn(),
            known.present(),
            100 * config.maxRewritten()));
  }

  /** Series that the file changes by much: worth a line in the log. */
  List<String> flagged(Difference difference, PresentFacts known) {
    return difference.rewrites().entrySet().stream()
        .filter(e -> e.getValue() > config.flagged() * known.present(e.getKey()))
        .map(e -> e.getKey() + " (" + e.getValue() + " days)")
        .toList();
  }
}
