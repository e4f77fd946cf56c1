package io.lambdax.importer.lake;

import io.lambdax.importer.fetch.FetchResult;
import io.lambdax.importer.fetch.PreviousFetch;
import io.lambdax.importer.source.Source;
import java.util.Optional;

/** Gets what a source has published since. */
@FunctionalInterface
public interface Fetch {
  /** What is new since that file, if it was fetched before. */
  FetchResult fetch(Source source, Optional<PreviousFetch> previous);
}
