package io.lambdax.store.view;

/**
 * What came of asking for another view.
 *
 * @param done true if the asked-for view is current now
 * @param message what happened, or why it did not and what to do
 */
public record Switched(boolean done, String message) {

  static Switched yes(String message) {
    return new Switched(true, message);
  }

  static Switched no(String message) {
    return new Switched(false, message);
  }
}
