package io.lambdax.serving.view;

/** The view was deleted while it was being read: read the pointer again and start over. */
public final class ViewGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  ViewGone(long viewId) {
    super("view " + viewId + " was deleted", null, false, false);
  }
}
