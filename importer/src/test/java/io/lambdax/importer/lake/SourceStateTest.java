package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.store.lake.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SourceStateTest {
  private static final Instant NOW = Instant.parse("2020-12-14T10:00:00Z");
  private static final String ID = "ecdc-20201214T100000Z-01234567";

  @Test
  void state_comesBackFromJson() throws Exception {
    SourceState state =
        SourceState.NEW.pending(ID).settled(manifest(NOW), outcome("imported", 3), NOW);
    assertThat(SourceState.fromJson(state.toJson())).isEqualTo(state);
    assertThat(SourceState.fromJson(SourceState.NEW.toJson())).isEqualTo(SourceState.NEW);
  }

  @Test
  void held_isRemembered_untilAFileIsAccepted() {
    SourceState held = SourceState.NEW.settled(manifest(NOW), outcome("held", 0), NOW);
    assertThat(held.heldImportId()).contains(ID);
    assertThat(held.acceptedRows()).isZero();
    SourceState refused = held.settled(manifest(NOW), outcome("refused", 0), NOW);
    assertThat(refused.heldImportId()).contains(ID);
    SourceState accepted = refused.settled(manifest(NOW), outcome("imported", 4), NOW);
    assertThat(accepted.heldImportId()).isEmpty();
    assertThat(accepted.acceptedRows()).isEqualTo(10);
  }

  @Test
  void olderFile_doesNotBecomeTheMeasure() {
    SourceState now = SourceState.NEW.settled(manifest(NOW), outcome("imported", 1), NOW);
    SourceState after = now.settled(manifest(NOW.minusSeconds(60)), outcome("unchanged", 0), NOW);
    assertThat(after.acceptedObservedAt()).contains(NOW);
  }

  @Test
  void manifestAndOutcome_comeBackFromJson() throws Exception {
    assertThat(Manifest.fromJson(manifest(NOW).toJson())).isEqualTo(manifest(NOW));
    assertThat(Outcome.fromJson(outcome("held", 0).toJson())).isEqualTo(outcome("held", 0));
  }

  private static Manifest manifest(Instant observedAt) {
    return new Manifest(
        ID,
        "ecdc",
        "a.csv",
        "01",
        5,
        observedAt,
        NOW,
        OptionalInt.of(200),
        Map.of("etag", "x"),
        "1");
  }

  private static Outcome outcome(String word, long version) {
    return new Outcome(
        ID, word, "lake", version, 10, 1, new Counts(1, 2, 3), Optional.of("why"), NOW);
  }
}
