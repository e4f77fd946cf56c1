package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import java.util.Optional;

/**
 * How the files of a source are read: all of its declaration that decides what a file says.
 *
 * @param full whether a file is the whole history
 * @param finalNewline whether a file must end in a line break
 */
public record Reading(Layout layout, boolean full, boolean finalNewline) {
  /** How that source's files are read. */
  public static Reading of(Source source) {
    return new Reading(source.layout(), source.full(), source.finalNewline());
  }

  /**
   * The source of that name as it was read so; what does not decide how, from the declaration in
   * use if there is one.
   */
  Source asOf(String name, Optional<Source> now) {
    return new Source(
        name,
        now.map(Source::location).orElseGet(Location.Kept::new),
        layout,
        full,
        now.map(Source::interval).orElse(Source.USUAL_INTERVAL),
        finalNewline);
  }

  /** The same text for the same declaration, in every JVM. */
  JsonNode toJson() {
    return RecordJson.write(this);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Reading fromJson(JsonNode json) {
    return (Reading) RecordJson.read(json, Reading.class);
  }
}
