package io.lambdax.batch.controller;

import io.lambdax.ops.Neighbour;
import io.lambdax.ops.Readiness;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What the loop knows of its neighbours and of itself, for {@code /readyz}. Thread-safe. */
final class Health {

  private final Neighbour kafka = new Neighbour("Kafka");
  private final Neighbour mysql = new Neighbour("MySQL");
  private final AtomicReference<Optional<String>> batch = new AtomicReference<>(Optional.empty());

  Neighbour kafka() {
    return kafka;
  }

  Neighbour mysql() {
    return mysql;
  }

  void batch(Progress progress) {
    batch.set(progress.problem());
  }

  Readiness readiness() {
    return new Readiness()
        .add("kafka", kafka::problem)
        .add("mysql", mysql::problem)
        .add("batch", batch::get);
  }
}
