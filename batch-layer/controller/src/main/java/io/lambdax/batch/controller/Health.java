package io.lambdax.batch.controller;

import io.lambdax.ops.Readiness;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the loop knows of its neighbours and of itself, for {@code /readyz}. Thread-safe. */
final class Health {

  private static final Logger log = LoggerFactory.getLogger(Health.class);

  private static final String NOT_YET = "not connected yet";

  private final Part kafka = new Part("Kafka");
  private final Part mysql = new Part("MySQL");
  private final AtomicReference<Optional<String>> batch = new AtomicReference<>(Optional.empty());

  Part kafka() {
    return kafka;
  }

  Part mysql() {
    return mysql;
  }

  void batch(Progress progress) {
    batch.set(progress.problem());
  }

  Readiness readiness() {
    return new Readiness()
        .add("kafka", kafka.problem::get)
        .add("mysql", mysql.problem::get)
        .add("batch", batch::get);
  }

  /** A neighbour; changes are logged once. */
  static final class Part {
    private final String name;
    private final AtomicReference<Optional<String>> problem;

    Part(String name) {
      this.name = name;
      this.problem = new AtomicReference<>(Optional.of(NOT_YET));
    }

    void well() {
      if (problem.getAndSet(Optional.empty()).isPresent()) {
        log.info("{} answers", name);
      }
    }

    void ill(Exception cause) {
      Optional<String> before =
          problem.getAndSet(Optional.of(name + " does not answer: " + cause.getMessage()));
      if (before.isEmpty() || before.equals(Optional.of(NOT_YET))) {
        log.warn("{} does not answer, trying again until it does: {}", name, cause.toString());
      }
    }
  }
}
