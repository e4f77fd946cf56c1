package io.lambdax.ops;

import java.util.Optional;

/**
 * One reason why a part may not be ready. Asked on every {@code /readyz}, possibly from several
 * threads: it must answer within about a second, so it looks at what the part already knows rather
 * than calling a neighbour.
 */
@FunctionalInterface
public interface Check {
  /** What is wrong and what to do about it, in one line; empty when all is well. */
  Optional<String> problem();
}
