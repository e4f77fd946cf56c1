package io.lambdax.serving.view;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.ShareState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether answers lack facts that they ought to include. */
public final class Gaps {
  /** The speed layer is heard of twice a second. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  /**
   * Facts that answers may lack.
   *
   * @param reason what is wrong, in one line
   * @param remedy what closes it
   */
  public record Lack(String reason, String remedy) {}

  private Gaps() {}

  /**
   * What answers lack of the realtime view, if it is used at all.
   *
   * @param age since the values' share was last heard of
   */
  static Optional<Lack> find(
      Moment moment, Duration age, Optional<BatchRun> run, List<SourceStatus> sources) {
    return moment
        .realtime()
        .values()
        .flatMap(
            share ->
                moment.realtime().gap()
                    ? Optional.of(uncovered(moment, share))
                    : silent(moment, share, age, run, sources));
  }

  private static Lack uncovered(Moment moment, ShareState share) {
    return new Lack(
        "the realtime view holds facts after version %d only, and the batch view those up to version %d: answers are the batch view's"
            .formatted(share.since(), moment.batch().version()),
        "a batch of version %d or later; if the view is pinned, controller unpin"
            .formatted(share.since()));
  }

  private static Optional<Lack> silent(
      Moment moment,
      ShareState share,
      Duration age,
      Optional<BatchRun> run,
      List<SourceStatus> sources) {
    boolean ahead =
        run.filter(r -> r.lakeId().equals(moment.batch().lakeId()))
                .filter(r -> r.version() > moment.version())
                .isPresent()
            || sources.stream()
                .flatMap(source -> source.lastChangeAt().stream())
                .anyMatch(change -> change.isAfter(share.updatedAt().orElse(Instant.MIN)));
    return age.compareTo(SILENCE) > 0 && ahead
        ? Optional.of(
            new Lack(
                "the speed layer was last heard of %d s ago, and facts have been imported since"
                    .formatted(age.toSeconds()),
                "see that a speed-layer runs; its /readyz and its log say what it lacks"))
        : Optional.empty();
  }
}
