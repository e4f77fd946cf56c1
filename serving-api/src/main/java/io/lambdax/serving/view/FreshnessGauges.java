package io.lambdax.serving.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How fresh answers are, as metrics; no number where there is nothing to tell of. */
public final class FreshnessGauges {
  private final MeterRegistry registry;
  private final ViewWatch watch;

  private FreshnessGauges(MeterRegistry registry, ViewWatch watch) {
    this.registry = registry;
    this.watch = watch;
  }

  /** Registers them all. */
  public static void register(MeterRegistry registry, ViewWatch watch, Clock clock) {
    new FreshnessGauges(registry, watch).register(clock);
  }

  private void register(Clock clock) {
    gauge(
        "lambdax.realtime.gap",
        "1 if answers may lack facts; /api/v1/status says why and what to do",
        w -> w.lack().isPresent() ? 1 : 0);
    gauge(
        "lambdax.realtime.lag",
        "How many versions lists are behind the values of series",
        w -> w.current().map(moment -> moment.realtime().lag()).orElse(0L));
    gauge(
        "lambdax.realtime.silence.seconds",
        "How long ago the speed layer was last heard of",
        w -> w.silence().map(FreshnessGauges::seconds).orElse(Double.NaN));
    gauge(
        "lambdax.version",
        "The version whose facts answers include",
        w -> w.current().map(Moment::version).orElse(0L));
    gauge(
        "lambdax.view.behind",
        "How many versions the batch view is behind what answers include",
        w ->
            w.current()
                .map(moment -> (double) (moment.version() - moment.batch().version()))
                .orElse(Double.NaN));
    gauge(
        "lambdax.view.age.seconds",
        "How long ago the batch view that is served was begun",
        w ->
            w.current()
                .map(m -> seconds(Duration.between(m.batch().createdAt(), clock.instant())))
                .orElse(Double.NaN));
  }

  private void gauge(String name, String description, ToDoubleFunction<ViewWatch> value) {
    Gauge.builder(name, watch, value).description(description).register(registry);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
