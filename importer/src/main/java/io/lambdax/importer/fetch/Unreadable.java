package io.lambdax.importer.fetch;

import java.io.IOException;

/** A file that cannot be taken, with a message to show. */
final class Unreadable extends IOException {
  private static final long serialVersionUID = 1;

  Unreadable(String message) {
    super(message);
  }
}
