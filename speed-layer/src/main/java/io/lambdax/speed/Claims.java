package io.lambdax.speed;

import io.lambdax.store.view.RealtimeWriter;
import io.lambdax.store.view.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The shares this instance may write, with what is remembered of each. A share is claimed when it
 * is first worked on after it was assigned; one that was fenced is claimed again only after the
 * group's members have changed: who was asleep while the others took over must not take it back.
 * Used by one thread.
 *
 * @param <M> what is remembered
 */
final class Claims<M> {

  /** A claimed share and what is remembered of it. */
  record Claimed<M>(Share share, M memory) {}

  private final RealtimeWriter writer;
  private final Map<Integer, Claimed<M>> claimed = new HashMap<>();
  private final Map<Integer, Integer> fencedIn = new HashMap<>();

  Claims(RealtimeWriter writer) {
    this.writer = writer;
  }

  /** Loads what is to be remembered, from the database. */
  @FunctionalInterface
  interface Loader<M> {
    M load();
  }

  /** The share, if it is assigned and not lost. */
  Optional<Claimed<M>> get(int number, Shares.Assignment assignment, Loader<M> loader) {
    if (!assignment.numbers().contains(number)) {
      claimed.remove(number);
      return Optional.empty();
    }
    if (fencedIn.getOrDefault(number, -1) == assignment.generation()) {
      return Optional.empty();
    }
    Claimed<M> known = claimed.get(number);
    if (known == null) {
      Share share = writer.claim(number);
      known = new Claimed<>(share, loader.load());
      claimed.put(number, known);
    }
    return Optional.of(known);
  }

  /** The share was claimed by someone else. */
  void fenced(int number, Shares.Assignment assignment) {
    claimed.remove(number);
    fencedIn.put(number, assignment.generation());
  }

  /** What the database holds is not sure any more: claim anew and load again. */
  void forget() {
    claimed.clear();
  }
}
