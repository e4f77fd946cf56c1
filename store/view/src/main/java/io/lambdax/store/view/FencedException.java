package io.lambdax.store.view;

/** A share was claimed by someone else: what was to be written was not. */
public final class FencedException extends Exception {
  private static final long serialVersionUID = 1;

  FencedException(Share share) {
    super("share " + share.number() + " was claimed by another process", null, false, false);
  }
}
