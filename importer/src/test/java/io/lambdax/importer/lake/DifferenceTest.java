package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.format.Observation;
import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.format.Reject;
import io.lambdax.importer.format.Unreadable;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.PresentFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final SeriesId DEU = SeriesId.parse("health:DEU:cases");
  private static final SeriesId FRA = SeriesId.parse("health:FRA:cases");
  private static final LocalDate FIRST = LocalDate.of(2020, 3, 1);
  private static final LocalDate SECOND = LocalDate.of(2020, 3, 2);
  private static final Instant BEFORE = Instant.parse("2020-03-03T00:00:00Z");
  private static final Instant NOW = Instant.parse("2020-03-04T00:00:00Z");

  private final PresentFacts known =
      PresentFacts.of(
          Map.of(
              DEU, Map.of(FIRST, one(), SECOND, one()), FRA, Map.of(FIRST, one(), SECOND, one())));

  @Test
  void fullFile_withdrawsWhatItLacks() {
    assertThat(withdrawn(Unreadable.NOTHING)).containsExactlyInAnyOrder("DEU 2", "FRA 1", "FRA 2");
  }

  @Test
  void valueThatARejectedRowMayHaveHeld_isNotWithdrawn_theOthersAre() {
    assertThat(withdrawn(new Unreadable(false, Set.of(), Map.of(FRA, Set.of(FIRST)))))
        .containsExactlyInAnyOrder("DEU 2", "FRA 2");
    assertThat(withdrawn(new Unreadable(false, Set.of(FRA), Map.of()))).containsExactly("DEU 2");
    assertThat(withdrawn(new Unreadable(true, Set.of(), Map.of()))).isEmpty();
  }

  @Test
  void partOfAHistory_andOlderPublication_withdrawNothing() {
    ParsedFile file = file(Unreadable.NOTHING);
    assertThat(Difference.of(known, file, false, NOW).changes()).isEmpty();
    Instant older = BEFORE.minusSeconds(1);
    assertThat(Difference.of(known, file, true, older).changes()).isEmpty();
  }

  private List<String> withdrawn(Unreadable unreadable) {
    Difference difference = Difference.of(known, file(unreadable), true, NOW);
    assertThat(difference.counts().withdrawn()).isEqualTo(difference.changes().size());
    assertThat(difference.changes()).extracting(Change::value).allMatch(OptionalDouble::isEmpty);
    return difference.changes().stream()
        .map(c -> c.series().entity() + " " + c.date().getDayOfMonth())
        .toList();
  }

  /** Germany's first day, and a row that was rejected. */
  private static ParsedFile file(Unreadable unreadable) {
    return new ParsedFile(
        List.of(new Observation(DEU, FIRST, 1, 2)),
        List.of(new Reject(3, "cases", "x", "is no number")),
        2,
        true,
        unreadable);
  }

  private static PresentFacts.Known one() {
    return new PresentFacts.Known(OptionalDouble.of(1), 1, BEFORE);
  }
}
