package io.lambdax.batch.controller;

import io.lambdax.store.view.BatchRun;
import java.util.Optional;

/**
 * Where the controller is with its target.
 *
 * @param state in a word
 * @param message what is going on, for people
 */
record Progress(State state, String message) {

  enum State {
    COVERED,
    RUNNING,
    WAITING,
    PINNED,
    GAVE_UP
  }

  static Progress covered() {
    return new Progress(State.COVERED, "the view covers all facts");
  }

  static Progress running(BatchRun run) {
    return new Progress(State.RUNNING, "run " + run.token() + " of version " + run.version());
  }

  static Progress waiting(String message) {
    return new Progress(State.WAITING, message);
  }

  static Progress pinned(long viewId) {
    return new Progress(
        State.PINNED, "view " + viewId + " is pinned: no batch is launched until unpin");
  }

  static Progress gaveUp(String message) {
    return new Progress(State.GAVE_UP, message);
  }

  /** What keeps the part from being ready: only what needs someone to act. */
  Optional<String> problem() {
    return state == State.GAVE_UP ? Optional.of(message) : Optional.empty();
  }
}
