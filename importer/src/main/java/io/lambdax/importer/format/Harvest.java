package io.lambdax.importer.format;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what the rows of one file say and decides, at the end, whether the file is taken. */
final class Harvest {
  private static final int ROWS_PER_REJECT = 100;

  private record Key(SeriesId series, LocalDate date) {}

  private final Map<Key, Observation> taken = new LinkedHashMap<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Set<Long> rejectedLines = new TreeSet<>();
  private final Set<SeriesId> seriesUnread = new HashSet<>();
  private final Map<SeriesId, Set<LocalDate>> daysUnread = new HashMap<>();
  private boolean anythingUnread;

  /** A value; two different ones for one series and day are both rejected. */
  void take(SeriesId series, LocalDate date, double value, long line, String column) {
    if (daysUnread.getOrDefault(series, Set.of()).contains(date)) {
      return;
    }
    Key key = new Key(series, date);
    Observation before = taken.putIfAbsent(key, new Observation(series, date, value, line));
    if (before != null && before.value() != value) {
      taken.remove(key);
      String both = series + " on " + date + " is " + before.value() + " in line " + before.line();
      reject(
          line, column, String.valueOf(value), both + " and " + value + " here: neither is taken");
      rejectedLines.add(before.line());
      unread(series, date);
    }
  }

  void reject(long line, String column, String value, String reason) {
    rejects.add(new Reject(line, column, value, reason));
    rejectedLines.add(line);
  }

  void unread(SeriesId series, LocalDate date) {
    taken.remove(new Key(series, date));
    daysUnread.computeIfAbsent(series, s -> new HashSet<>()).add(date);
  }

  void unread(SeriesId series) {
    seriesUnread.add(series);
  }

  void unreadAnything() {
    anythingUnread = true;
  }

  ParsedFile finish(Source source, Table table) throws RefusedFile {
    long rows = table.rows();
    boolean whole = !table.lastRowIsShort() && (table.endsInNewline() || !source.finalNewline());
    long last = table.lastLine();
    // A cut last line is for the gate to judge: it is no reason to call the rest broken.
    long broken = rejectedLines.stream().filter(l -> whole || l != last).count();
    if (broken * ROWS_PER_REJECT > rows) {
      Reject first = rejects.get(0);
      throw new RefusedFile(
          table.file()
              + ": "
              + broken
              + " of "
              + rows
              + " rows are broken, over 1 %, so none is taken; the first: line "
              + first.line()
              + ", column "
              + first.column()
              + ", '"
              + first.value()
              + "': "
              + first.reason(),
          rows,
          rejects);
    }
    return new ParsedFile(
        List.copyOf(taken.values()),
        rejects,
        rows,
        whole,
        new Unreadable(anythingUnread, seriesUnread, daysUnread));
  }
}
