package io.lambdax.batch.controller.kubernetes;

/**
 * What an operator says of an application.
 *
 * @param phase where it is
 * @param state the operator's own word for that
 * @param error what went wrong, in its words; may be empty
 */
record ApplicationStatus(Phase phase, String state, String error) {

  /** Where an application is, as far as the controller cares. */
  enum Phase {
    /** Asked for; its driver does not run. */
    PENDING,
    /** Its driver runs, or nobody knows better: its heartbeats count. */
    RUNNING,
    /** For good, well or not. */
    ENDED
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  /** For people. */
  String inWords() {
    return error.isBlank() ? state : state + ": " + error.strip();
  }
}
