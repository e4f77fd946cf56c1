package io.lambdax.importer.command;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Knows how long a pass has taken and what it is at. Thread-safe. */
final class PassWatch implements Progress {
  private record Step(String what, long passBegan, long began) {}

  private final Duration limit;
  private final LongSupplier nanos;
  private volatile Optional<Step> now = Optional.empty();

  /** Finds a pass slow that takes longer than that, by a clock that counts nanoseconds. */
  PassWatch(Duration limit, LongSupplier nanos) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "lambdax.importer.slow-pass must be positive, for example 30 minutes, not " + limit);
    }
    this.limit = limit;
    this.nanos = nanos;
  }

  @Override
  public void show(String what, int done, int all) {
    long at = nanos.getAsLong();
    long passBegan = now.map(Step::passBegan).orElse(at);
    now = what.isEmpty() ? Optional.empty() : Optional.of(new Step(what, passBegan, at));
  }

  /** What is wrong with the pass that is under way, if it takes too long. */
  Optional<String> problem() {
    long at = nanos.getAsLong();
    return now.filter(step -> at - step.passBegan() > limit.toNanos())
        .map(
            step ->
                "this pass has taken "
                    + seconds(at - step.passBegan())
                    + ", over "
                    + limit
                    + "; for "
                    + seconds(at - step.began())
                    + " it has been "
                    + step.what());
  }

  private static Duration seconds(long nanoseconds) {
    return Duration.ofSeconds(Duration.ofNanos(nanoseconds).toSeconds());
  }
}
