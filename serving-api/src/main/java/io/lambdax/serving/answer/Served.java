package io.lambdax.serving.answer;

import io.lambdax.serving.cache.Outcome;
import io.lambdax.serving.view.Moment;

/**
 * An answer ready to be sent.
 *
 * @param body JSON in UTF-8; not to be changed
 * @param etag names this answer, without quotes
 * @param moment whose rows it was made from, or such that are the same
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that nobody compares
public record Served(Outcome outcome, byte[] body, String etag, Moment moment) {
  /** The same for someone else: what was computed a moment ago is there by now. */
  Served again() {
    return outcome == Outcome.MISS ? new Served(Outcome.HIT, body, etag, moment) : this;
  }
}
