package io.lambdax.batch.controller;

import io.lambdax.store.view.Gap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which versions of one lake were signalled. Versions of every lake count from 1, a rebuilt one's
 * too, so what is missing is known from its first signal on. Order and repetition do not matter.
 * Used by one thread.
 */
final class Versions {

  /** All up to this one were signalled. */
  private long whole;

  /** Those above it that were. */
  private final TreeSet<Long> beyond = new TreeSet<>();

  void add(long version) {
    if (version <= whole) {
      return;
    }
    beyond.add(version);
    while (beyond.remove(whole + 1)) {
      whole++;
    }
  }

  /** What is missing below the newest. */
  Optional<Gap> gap() {
    return beyond.isEmpty()
        ? Optional.empty()
        : Optional.of(new Gap(whole + 1, beyond.last() - whole - beyond.size()));
  }
}
