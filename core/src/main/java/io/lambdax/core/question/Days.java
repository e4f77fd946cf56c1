package io.lambdax.core.question;

import io.lambdax.core.series.Series;
import java.util.Arrays;

/**
 * Some days, as bits of words of 64 days each, counted from 1970-01-01. The same days are equal,
 * wherever they come from: neither the first word nor the last is 0. Immutable.
 */
final class Days {
  private static final Days NONE = new Days(0, new long[0]);

  private final int firstWord;
  private final long[] words;

  private Days(int firstWord, long[] words) {
    this.firstWord = firstWord;
    this.words = words;
  }

  /** The days on which a series has a value. */
  static Days of(Series series) {
    if (series.isEmpty()) {
      return NONE;
    }
    int first = series.firstDay() >> 6;
    long[] words = new long[(series.lastDay() >> 6) - first + 1];
    for (int i = 0; i < series.size(); i++) {
      int day = series.day(i);
      words[(day >> 6) - first] |= 1L << day;
    }
    return new Days(first, words);
  }

  /** Those of these days, within the range, that lie lag days behind one of the others. */
  Days meeting(Days others, int lag, Range.Days range) {
    long from = Math.max(firstWord, (others.firstWord * 64L + lag) >> 6);
    from = Math.max(from, range.first() >> 6);
    long to = Math.min(endWord(), (others.endWord() * 64L + lag + 63) >> 6);
    to = Math.min(to, (range.last() >> 6) + 1L);
    if (from >= to) {
      return NONE;
    }
    int first = (int) from;
    long[] both = new long[(int) (to - from)];
    others.copy(first, lag, both);
    for (int i = 0; i < both.length; i++) {
      both[i] &= words[first - firstWord + i];
    }
    if (first == range.first() >> 6) {
      both[0] &= -1L << range.first();
    }
    if (to - 1 == range.last() >> 6) {
      both[both.length - 1] &= -1L >>> (63 - range.last());
    }
    return trimmed(first, both);
  }

  /** The same days so many earlier. */
  Days earlier(int days) {
    if (days == 0 || words.length == 0) {
      return this;
    }
    int first = (int) ((firstWord * 64L - days) >> 6);
    long[] moved = new long[words.length + 1];
    copy(first, -days, moved);
    return trimmed(first, moved);
  }

  /** How many they are. */
  int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** The word of the first day: its number, which is 1970-01-01's 0 plus one for each 64 days. */
  int firstWord() {
    return firstWord;
  }

  /** One more than the number of the last day's word. */
  int endWord() {
    return firstWord + words.length;
  }

  /** Which days of a word are among these. */
  long word(int number) {
    int i = number - firstWord;
    return i < 0 || i >= words.length ? 0 : words[i];
  }

  /** The words from one on of these days so many later. */
  private void copy(int first, int later, long[] to) {
    long start = first * 64L - later;
    int from = (int) (start >> 6);
    int shift = (int) start & 63;
    for (int i = 0; i < to.length; i++) {
      // What is shifted out of a word by 64 bits is shifted twice: by 64 would be by none.
      to[i] = word(from + i) >>> shift | word(from + i + 1) << (63 - shift) << 1;
    }
  }

  private static Days trimmed(int first, long[] words) {
    int from = 0;
    int to = words.length;
    while (from < to && words[from] == 0) {
      from++;
    }
    while (from < to && words[to - 1] == 0) {
      to--;
    }
    if (from == to) {
      return NONE;
    }
    return new Days(
        first + from, to - from == words.length ? words : Arrays.copyOfRange(words, from, to));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Days d && firstWord == d.firstWord && Arrays.equals(words, d.words);
  }

  @Override
  public int hashCode() {
    return 31 * firstWord + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return count() + " days";
  }
}
