package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.lambdax.batch.controller.Driver;
import io.lambdax.batch.controller.kubernetes.ApplicationStatus.Phase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The driver in one application. */
final class ApplicationDriver implements Driver {

  private final Applications applications;
  private final SparkOperator operator;
  private final Function<String, String> whyItWaits;
  private final Duration startDeadline;
  private final Clock clock;
  private final Instant deadline;
  private final String name;
  private ApplicationStatus status;

  ApplicationDriver(
      GenericKubernetesResource application,
      Applications applications,
      SparkOperator operator,
      Function<String, String> whyItWaits,
      Duration startDeadline,
      Clock clock) {
    this.applications = applications;
    this.operator = operator;
    this.whyItWaits = whyItWaits;
    this.startDeadline = startDeadline;
    this.clock = clock;
    this.name = application.getMetadata().getName();
    // Not since it was adopted: a controller that is often restarted would wait for ever.
    this.deadline = created(application).orElseGet(clock::instant).plus(startDeadline);
    this.status = operator.status(application);
  }

  private static Optional<Instant> created(GenericKubernetesResource application) {
    return Optional.ofNullable(application.getMetadata().getCreationTimestamp())
        .map(Instant::parse);
  }

  @Override
  public Optional<String> end() {
    try {
      Optional<GenericKubernetesResource> now = applications.latest(name);
      if (now.isPresent() && overdue(operator.status(now.get()))) {
        // What was told last may be old: it may have started meanwhile.
        now = applications.look(name);
      }
      if (now.isEmpty()) {
        return Optional.of("its application " + name + " was deleted");
      }
      status = operator.status(now.get());
    } catch (IOException unknown) {
      // The API server is away, which was said: what the driver tells MySQL counts meanwhile.
      return Optional.empty();
    }
    if (status.ended()) {
      return Optional.of("its application " + name + " is " + status.inWords());
    }
    return overdue(status)
        ? Optional.of(
            "its application %s is still %s after %d s (%s)"
                .formatted(
                    name, status.inWords(), startDeadline.toSeconds(), whyItWaits.apply(name)))
        : Optional.empty();
  }

  private boolean overdue(ApplicationStatus now) {
    return now.phase() == Phase.PENDING && isLate();
  }

  private boolean isLate() {
    return !clock.instant().isBefore(deadline);
  }

  @Override
  public boolean starting() {
    return !status.ended() && !isLate();
  }
}
