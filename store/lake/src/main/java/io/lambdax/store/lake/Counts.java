package io.lambdax.store.lake;

/**
 * How an import's facts stand to what was known before.
 *
 * @param added days that had no value
 * @param revised days that have another value now
 * @param withdrawn days that have no value any more
 */
public record Counts(long added, long revised, long withdrawn) {
  /** Nothing at all. */
  public static final Counts NONE = new Counts(0, 0, 0);

  /** All facts of the import. */
  public long total() {
    return added + revised + withdrawn;
  }
}
