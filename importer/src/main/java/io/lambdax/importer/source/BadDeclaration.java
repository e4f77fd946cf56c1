package io.lambdax.importer.source;

import java.util.List;

/**
 * A sources file that cannot be taken. Each problem is one line that names file, line, source, key,
 * value and the remedy, as far as there are any.
 */
public final class BadDeclaration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what would be right. */
  public BadDeclaration(String message) {
    super(message);
  }

  /** With all that is wrong, in the order of the file. */
  BadDeclaration(List<String> problems) {
    super(String.join("\n", problems));
  }

  /** All that is wrong, one line each. */
  public List<String> problems() {
    return getMessage().lines().toList();
  }
}
