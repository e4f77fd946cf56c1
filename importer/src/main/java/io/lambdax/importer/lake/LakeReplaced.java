package io.lambdax.importer.lake;

import java.io.IOException;

/**
 * A rebuild put another lake in force while an import went on. Its bytes are in bronze and its
 * source knows that it has not ended: the next attempt, in the lake that is in force then, ends it.
 */
public final class LakeReplaced extends IOException {
  private static final long serialVersionUID = 1;

  LakeReplaced(String lakeId, String importId) {
    super(
        "lake "
            + lakeId
            + " was replaced by a rebuild while "
            + importId
            + " was taken into it: import again, into the new lake");
  }
}
