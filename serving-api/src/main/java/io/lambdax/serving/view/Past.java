package io.lambdax.serving.view;

/** What a moment knows of is not in the database any more: look again and start over. */
public final class Past extends RuntimeException {
  private static final long serialVersionUID = 1;

  Past(String what) {
    super(what, null, false, false);
  }
}
