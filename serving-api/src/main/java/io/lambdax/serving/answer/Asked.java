package io.lambdax.serving.answer;

import io.lambdax.ops.Sha256;
import io.lambdax.serving.request.Format;
import io.lambdax.serving.view.Moment;
import java.util.Optional;

/**
 * What a request asks, and how it wants the answer written. It knows what to look for in the cache,
 * and works that out once for as long as the views stay as they are. Thread-safe.
 */
public final class Asked {
  private final Ask ask;
  private final String normal;
  private final Optional<Format> format;
  private volatile Optional<Named> last = Optional.empty();

  private record Named(long moment, String hash) {}

  private Asked(Ask ask, Optional<Format> format) {
    this.ask = ask;
    this.normal = ask.toString();
    this.format = format;
  }

  /** That ask, its answer written as the format says, or as the request's headers do. */
  public static Asked of(Ask ask, Optional<Format> format) {
    return new Asked(ask, format);
  }

  /** What is asked. */
  public Ask ask() {
    return ask;
  }

  /** How the answer is to be written, if the address says so. */
  public Optional<Format> format() {
    return format;
  }

  /**
   * Names the answer at a moment: another text whenever the ask or its rows are others.
   *
   * @param version of the way in which answers are written
   */
  String hash(String version, Moment moment) {
    Optional<Named> before = last;
    if (before.isPresent() && before.get().moment() == moment.number()) {
      return before.get().hash();
    }
    String hash = Sha256.hex(version + normal + "\n" + ask.dependsOn(moment));
    last = Optional.of(new Named(moment.number(), hash));
    return hash;
  }
}
