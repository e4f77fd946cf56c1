package io.lambdax.importer.fetch;

import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import java.time.Clock;
import java.util.Optional;

/** Gets what a source has to give, from wherever it is. Safe for use by several threads. */
public final class Fetcher {
  private final WebFetch web;
  private final FileFetch files;

  /** A fetcher within those bounds; the clock tells when something was fetched. */
  public Fetcher(HttpLimits limits, Clock clock) {
    this.web = new WebFetch(limits, clock);
    this.files = new FileFetch(limits.maxBytes(), clock);
  }

  /**
   * The files that are new since the one that was settled last; never throws for what the outside
   * does.
   *
   * @param previous the last settled file, which a server is asked to compare
   */
  public FetchResult fetch(Source source, Optional<PreviousFetch> previous) {
    if (source.location() instanceof Location.Remote remote) {
      return web.fetch(remote.uri(), previous);
    }
    if (source.location() instanceof Location.LocalFiles local) {
      return files.fetch(local, previous);
    }
    throw new IllegalArgumentException("source '" + source.name() + "' is not to be fetched");
  }
}
