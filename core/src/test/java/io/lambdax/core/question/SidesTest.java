package io.lambdax.core.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.correlation.Side;
import io.lambdax.core.series.Series;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SidesTest {
  private static final Range.Days ALL = new Range.Days(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final Series squares = series(20);
  private final Series more = series(40);

  @Test
  void theSameDays_areTheSameSide_whereverTheyComeFrom() {
    Sides sides = new Sides(List.of(squares), 1_000);
    Days days = Days.of(squares);
    Days fewer = days.meeting(days, 3, ALL);
    assertThat(fewer.count()).isEqualTo(17);
    assertThat(fewer).isEqualTo(Days.of(more).meeting(days, 3, new Range.Days(0, 19)));
    Side side = sides.of(0, fewer);
    assertThat(sides.of(0, Days.of(more).meeting(days, 3, new Range.Days(0, 19)))).isSameAs(side);
    assertThat(sides.of(0, fewer.earlier(3))).isNotSameAs(side);
  }

  @Test
  void noMoreIsKept_thanTold_theEldestGoesFirst() {
    int size = Side.size(20);
    Sides sides = new Sides(List.of(squares, more), 2 * size);
    Days days = Days.of(squares);
    Side first = sides.of(0, days);
    Side second = sides.of(1, days);
    assertThat(sides.of(0, days)).isSameAs(first);
    sides.of(1, Days.of(more).meeting(days, 20, ALL));
    assertThat(sides.held()).isEqualTo(2 * size);
    assertThat(sides.of(0, days)).isSameAs(first);
    assertThat(sides.of(1, days)).isNotSameAs(second);
  }

  @Test
  void whatIsLargerThanAllThatMayBeKept_isAnsweredAndNotKept() {
    Sides sides = new Sides(List.of(more), 10);
    assertThat(sides.of(0, Days.of(more)).n()).isEqualTo(40);
    assertThat(sides.held()).isZero();
  }

  @Test
  void daysThatNeverMeet_areNone() {
    Days days = Days.of(squares);
    assertThat(days.meeting(days, 20, ALL).count()).isZero();
    assertThat(days.meeting(days, 0, new Range.Days(20, 30)).count()).isZero();
    assertThat(Days.of(Series.EMPTY).meeting(days, 0, ALL).count()).isZero();
  }

  private static Series series(int days) {
    return Series.of(
        IntStream.range(0, days).toArray(),
        IntStream.range(0, days).mapToDouble(i -> i * i).toArray());
  }
}
