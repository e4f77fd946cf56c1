package io.lambdax.store.view;

/**
 * Versions that the signals skip: readers of the log lack their facts, while views, which are
 * computed from the lake, do not.
 *
 * @param firstMissing the lowest version that no signal told of, at least 1
 * @param versions how many there are, at least 1, all below the newest that a signal told of
 */
public record Gap(long firstMissing, long versions) {

  /** Refuses what would be no gap. */
  public Gap {
    if (firstMissing < 1 || versions < 1) {
      throw new IllegalArgumentException(
          "a gap of " + versions + " versions from " + firstMissing + " on: both are at least 1");
    }
  }

  /** What closes it. */
  public String remedy() {
    return "importer republish --from-version " + firstMissing;
  }
}
