package io.lambdax.serving.cache;

import java.util.Optional;

/**
 * What a cache says to a key.
 *
 * @param body the answer, present exactly when the outcome is {@link Outcome#HIT}; not to be
 *     changed
 */
public record Lookup(Outcome outcome, Optional<byte[]> body) {
  /** The answer is not there. */
  public static final Lookup MISS = new Lookup(Outcome.MISS, Optional.empty());

  /** There is no cache to ask. */
  public static final Lookup OFF = new Lookup(Outcome.OFF, Optional.empty());

  public Lookup {
    if (body.isPresent() != (outcome == Outcome.HIT)) {
      throw new IllegalArgumentException(outcome + " goes with " + body);
    }
  }

  /** The answer is there. */
  public static Lookup hit(byte[] body) {
    return new Lookup(Outcome.HIT, Optional.of(body));
  }
}
