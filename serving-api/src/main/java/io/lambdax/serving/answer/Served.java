package io.lambdax.serving.answer;

import io.lambdax.serving.cache.Outcome;

/**
 * An answer ready to be sent.
 *
 * @param body JSON in UTF-8; not to be changed
 * @param etag names this answer of this view, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that nobody compares
public record Served(Outcome outcome, byte[] body, String etag) {
  /** The same for someone else: what was computed a moment ago is there by now. */
  Served again() {
    return outcome == Outcome.MISS ? new Served(Outcome.HIT, body, etag) : this;
  }
}
