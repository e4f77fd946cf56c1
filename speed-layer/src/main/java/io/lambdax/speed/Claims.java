package io.lambdax.speed;

import io.lambdax.store.view.RealtimeWriter;
import io.lambdax.store.view.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The shares this instance may write, with what is remembered of each. A share is claimed when it
 * is first worked on after it was assigned. One that was fenced is not claimed back at once: who
 * was asleep while the others took over must not take it from them. It is once the group's members
 * have changed, or after the time in which who was asleep has learnt of it: then it was a claim of
 * such a sleeper that fenced the rightful owner. Used by one thread.
 *
 * @param <M> what is remembered
 */
final class Claims<M> {

  /** A claimed share and what is remembered of it. */
  record Claimed<M>(Share share, M memory) {}

  private record Fenced(int generation, long nanos) {}

  private final RealtimeWriter writer;
  private final Duration patience;
  private final Map<Integer, Claimed<M>> claimed = new HashMap<>();
  private final Map<Integer, Fenced> fenced = new HashMap<>();

  /**
   * Claims through a writer.
   *
   * @param patience after being fenced: the group's session timeout or more
   */
  Claims(RealtimeWriter writer, Duration patience) {
    this.writer = writer;
    this.patience = patience;
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
    Claimed<M> known = claimed.get(number);
    if (known == null) {
      if (isTheirs(number, assignment)) {
        return Optional.empty();
      }
      Share share = writer.claim(number);
      known = new Claimed<>(share, loader.load());
      claimed.put(number, known);
    }
    return Optional.of(known);
  }

  private boolean isTheirs(int number, Shares.Assignment assignment) {
    Fenced last = fenced.get(number);
    return last != null
        && last.generation() == assignment.generation()
        && System.nanoTime() - last.nanos() < patience.toNanos();
  }

  /** The share was claimed by someone else. */
  void fenced(int number, Shares.Assignment assignment) {
    claimed.remove(number);
    fenced.put(number, new Fenced(assignment.generation(), System.nanoTime()));
  }

  /** What the database holds is not sure any more: claim anew and load again. */
  void forget() {
    claimed.clear();
  }
}
