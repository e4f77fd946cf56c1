package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class CutsTest {
  @Test
  void windowsWithOneEnd_areEachTheShorterOneAndASegment() {
    Stretch all = new Stretch(0, 999);
    Stretch year = new Stretch(616, 980);
    Stretch quarter = new Stretch(891, 980);
    Cuts cuts = Cuts.of(List.of(all, year, quarter));
    assertThat(cuts.windows()).containsExactly(quarter, year, all);
    assertThat(cuts.segments())
        .containsExactly(
            new Stretch(0, 615), new Stretch(616, 890), quarter, new Stretch(981, 999));
    assertThat(cuts.sums())
        .containsExactly(
            new Cuts.Sum(Cuts.Sum.ALONE, List.of(2)),
            new Cuts.Sum(0, List.of(1)),
            new Cuts.Sum(1, List.of(0, 3)));
  }

  @Property(tries = 500)
  void everyWindow_isTheSumOfItsDays_eachOnce(
      @ForAll @Size(min = 1, max = 5) @UniqueElements List<@From("stretches") Stretch> windows) {
    Cuts cuts = Cuts.of(windows);
    List<List<Integer>> days = new ArrayList<>();
    for (Cuts.Sum sum : cuts.sums()) {
      List<Integer> some = new ArrayList<>();
      if (sum.window() != Cuts.Sum.ALONE) {
        some.addAll(days.get(sum.window()));
      }
      sum.segments().forEach(segment -> some.addAll(days(cuts.segments().get(segment))));
      days.add(some);
    }
    Set<Integer> wanted = new HashSet<>();
    for (int w = 0; w < days.size(); w++) {
      assertThat(days.get(w)).containsExactlyInAnyOrderElementsOf(days(cuts.windows().get(w)));
      wanted.addAll(days.get(w));
    }
    assertThat(cuts.windows()).containsExactlyInAnyOrderElementsOf(windows);
    assertThat(cuts.segments().stream().mapToInt(Stretch::days).sum()).isEqualTo(wanted.size());
  }

  @Provide
  Arbitrary<Stretch> stretches() {
    return Combinators.combine(
            Arbitraries.integers().between(-20, 20), Arbitraries.integers().between(0, 15))
        .as((first, more) -> new Stretch(first, first + more));
  }

  private static List<Integer> days(Stretch stretch) {
    return IntStream.rangeClosed(stretch.first(), stretch.last()).boxed().toList();
  }
}
