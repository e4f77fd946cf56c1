package io.lambdax.batch.controller;

/**
 * Up to where facts are complete.
 *
 * @param lakeId the newest lake
 * @param version its newest version
 * @param offset how far topic imports was read: the offset to commit once the view covers the
 *     version
 */
record Target(String lakeId, long version, long offset) {

  /**
   * What is to be covered after one more signal: a newer lake starts afresh, older versions add
   * nothing.
   */
  Target then(String signalLakeId, long signalVersion, long nextOffset) {
    long newest = signalLakeId.equals(lakeId) ? Math.max(version, signalVersion) : signalVersion;
    return new Target(signalLakeId, newest, nextOffset);
  }
}
