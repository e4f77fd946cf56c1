package io.lambdax.ops;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a service that a part needs answers, for {@code /readyz}. Changes are logged once.
 * Thread-safe.
 */
public final class Neighbour {

  private static final Logger log = LoggerFactory.getLogger(Neighbour.class);

  private static final String NOT_YET = "not connected yet";

  private final String name;
  private final AtomicReference<Optional<String>> problem =
      new AtomicReference<>(Optional.of(NOT_YET));

  /** A service that was not asked yet. */
  public Neighbour(String name) {
    this.name = name;
  }

  /** It answered. */
  public void well() {
    if (problem.getAndSet(Optional.empty()).isPresent()) {
      log.info("{} answers", name);
    }
  }

  /** It did not. */
  public void ill(Exception cause) {
    Optional<String> before =
        problem.getAndSet(Optional.of(name + " does not answer: " + cause.getMessage()));
    if (before.isEmpty() || before.equals(Optional.of(NOT_YET))) {
      log.warn("{} does not answer, trying again until it does: {}", name, cause.toString());
    }
  }

  /** What is wrong; empty if it answers. */
  public Optional<String> problem() {
    return problem.get();
  }
}
