package io.lambdax.core.question;

import io.lambdax.core.series.Series;

/** A series whose values on some of its days are found without a search. Immutable. */
final class Column {
  private final Series series;
  private final Days days;

  /** How many values lie before each word of its days. */
  private final int[] before;

  /** The column of a series. */
  Column(Series series) {
    this.series = series;
    this.days = Days.of(series);
    this.before = new int[days.endWord() - days.firstWord()];
    for (int i = 1; i < before.length; i++) {
      before[i] = before[i - 1] + Long.bitCount(days.word(days.firstWord() + i - 1));
    }
  }

  /** On which days it has a value. */
  Days days() {
    return days;
  }

  /** Its values on some days, on all of which it has one. */
  double[] values(Days some) {
    double[] out = new double[some.count()];
    int n = 0;
    for (int word = some.firstWord(); word < some.endWord(); word++) {
      n = values(word, some.word(word), out, n);
    }
    return out;
  }

  private int values(int word, long wanted, double[] out, int from) {
    long all = days.word(word);
    int at = before[word - days.firstWord()];
    int n = from;
    if (wanted == all) {
      for (int i = Long.bitCount(all); i > 0; i--) {
        out[n++] = series.value(at++);
      }
      return n;
    }
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      long earlier = all & (Long.lowestOneBit(rest) - 1);
      out[n++] = series.value(at + Long.bitCount(earlier));
    }
    return n;
  }
}
