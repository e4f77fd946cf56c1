package io.lambdax.importer.lake;

import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.PresentFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a file would do if it were published now.
 *
 * @param held why it would be held
 */
public record Preview(Counts counts, Optional<String> held) {
  /** Compares a file with the lake and changes nothing. */
  public static Preview of(
      Lake lake,
      Source source,
      ParsedFile parsed,
      SourceState state,
      GateConfig config,
      Instant now)
      throws IOException {
    Gate gate = new Gate(config);
    Head head = lake.head();
    PresentFacts known = lake.facts().present(source.name(), head);
    Difference difference = Difference.of(known, parsed, source.full(), now);
    Optional<String> held =
        gate.holds(parsed, source.full(), state.acceptedRows())
            .or(() -> gate.holds(difference, known));
    if (held.isEmpty()) {
      held = Newcomers.clash(lake, head, source, difference, known);
    }
    return new Preview(difference.counts(), held);
  }
}
