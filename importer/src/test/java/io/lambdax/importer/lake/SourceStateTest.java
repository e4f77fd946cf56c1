package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Counts;
import java.nio.file.Path;
import java.time.Duration;
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
        SourceState.NEW
            .pending(ID)
            .settled(source(true), manifest(NOW), outcome("imported", 3), NOW);
    assertThat(SourceState.fromJson(state.toJson())).isEqualTo(state);
    assertThat(SourceState.fromJson(SourceState.NEW.toJson())).isEqualTo(SourceState.NEW);
  }

  @Test
  void held_isRemembered_untilAFileIsAccepted() {
    SourceState held =
        SourceState.NEW.settled(source(true), manifest(NOW), outcome("held", 0), NOW);
    assertThat(held.heldImportId()).contains(ID);
    assertThat(held.acceptedRows()).isZero();
    SourceState refused = held.settled(source(true), manifest(NOW), outcome("refused", 0), NOW);
    assertThat(refused.heldImportId()).contains(ID);
    SourceState accepted =
        refused.settled(source(true), manifest(NOW), outcome("imported", 4), NOW);
    assertThat(accepted.heldImportId()).isEmpty();
    assertThat(accepted.acceptedRows()).isEqualTo(10);
  }

  @Test
  void olderFile_doesNotBecomeTheMeasure() {
    SourceState now =
        SourceState.NEW.settled(source(true), manifest(NOW), outcome("imported", 1), NOW);
    SourceState after =
        now.settled(source(true), manifest(NOW.minusSeconds(60)), outcome("unchanged", 0), NOW);
    assertThat(after.acceptedObservedAt()).contains(NOW);
  }

  @Test
  void manifestAndOutcome_comeBackFromJson() throws Exception {
    assertThat(Manifest.fromJson(manifest(NOW).toJson())).isEqualTo(manifest(NOW));
    assertThat(Outcome.fromJson(outcome("held", 0).toJson())).isEqualTo(outcome("held", 0));
  }

  @Test
  void heldPart_waitsOn_whenAnotherPartIsAccepted() {
    SourceState held =
        SourceState.NEW.settled(source(false), manifest(NOW), outcome("held", 0), NOW);
    Outcome other = outcome("ecdc-20201215T100000Z-01234567", "held", 0);
    SourceState both = held.settled(source(false), manifest(NOW), other, NOW);
    assertThat(both.held()).containsExactly(ID, other.importId());
    SourceState later =
        both.settled(
            source(false),
            manifest(NOW),
            outcome("ecdc-20201216T100000Z-01234567", "imported", 2),
            NOW);
    assertThat(later.held()).containsExactly(ID, other.importId());
    assertThat(later.settled(source(false), manifest(NOW), outcome("imported", 3), NOW).held())
        .containsExactly(other.importId());
  }

  @Test
  void heldHistory_givesWayToTheNextHeldOne() {
    SourceState held =
        SourceState.NEW.settled(source(true), manifest(NOW), outcome("held", 0), NOW);
    Outcome next = outcome("ecdc-20201215T100000Z-01234567", "held", 0);
    assertThat(held.settled(source(true), manifest(NOW), next, NOW).held())
        .containsExactly(next.importId());
  }

  private static Source source(boolean full) {
    return new Source(
        "ecdc",
        new Location.LocalFiles(Path.of("."), "a.csv", Optional.empty()),
        new Layout.Ecdc(Optional.empty()),
        full,
        Duration.ofHours(1),
        true);
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
        "1",
        Optional.of(Reading.of(source(true))));
  }

  private static Outcome outcome(String word, long version) {
    return outcome(ID, word, version);
  }

  private static Outcome outcome(String importId, String word, long version) {
    return new Outcome(
        importId, word, "lake", version, 10, 1, new Counts(1, 2, 3), Optional.of("why"), NOW);
  }
}
