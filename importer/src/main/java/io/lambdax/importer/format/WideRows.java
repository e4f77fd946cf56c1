package io.lambdax.importer.format;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.WideColumn;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Rows of one day each, with a column a series. */
final class WideRows {
  private WideRows() {}

  static void into(Harvest harvest, Table table, Layout.WideTable layout) throws RefusedFile {
    int date = table.require(layout.date());
    Map<Integer, SeriesId> columns = columns(table, layout);
    Cells cells = new Cells(layout.csv().dateFormats());
    table.forEach(row -> take(harvest, table, row, date, columns, cells));
  }

  private static void take(
      Harvest harvest,
      Table table,
      Row row,
      int date,
      Map<Integer, SeriesId> columns,
      Cells cells) {
    Optional<LocalDate> day =
        row.cells().size() == table.width() ? cells.day(row.cell(date)) : Optional.empty();
    if (row.cells().size() != table.width()) {
      harvest.reject(
          row.line(),
          "all",
          row.shown(),
          "has " + row.cells().size() + " columns, not " + table.width());
      harvest.unreadAnything();
    } else if (day.isEmpty()) {
      harvest.reject(row.line(), LongRows.title(table, date), row.cell(date), cells.dayHint());
      harvest.unreadAnything();
    } else {
      row(harvest, table, row, day.get(), columns);
    }
  }

  private static void row(
      Harvest harvest, Table table, Row row, LocalDate day, Map<Integer, SeriesId> columns) {
    boolean good = true;
    for (int place : columns.keySet()) {
      String cell = row.cell(place);
      if (Cells.number(cell).isEmpty() && !Cells.isAbsent(cell)) {
        good = false;
        harvest.reject(
            row.line(),
            LongRows.title(table, place),
            cell,
            "is no number: write digits with a point, as in 1234.5");
      }
    }
    for (Map.Entry<Integer, SeriesId> column : columns.entrySet()) {
      OptionalDouble value = Cells.number(row.cell(column.getKey()));
      if (!good) {
        harvest.unread(column.getValue(), day);
      } else if (value.isPresent()) {
        String title = LongRows.title(table, column.getKey());
        harvest.take(column.getValue(), day, value.getAsDouble(), row.line(), title);
      }
    }
  }

  private static Map<Integer, SeriesId> columns(Table table, Layout.WideTable layout)
      throws RefusedFile {
    Map<Integer, SeriesId> columns = new TreeMap<>();
    for (WideColumn column : layout.columns()) {
      boolean found = false;
      for (int i = 0; i < table.titles().size(); i++) {
        Optional<SeriesId> id = column.seriesOf(table.titles().get(i), layout.suffix());
        if (id.isPresent()) {
          found = true;
          if (columns.containsValue(id.get()) || columns.putIfAbsent(i, id.get()) != null) {
            throw new RefusedFile(
                table.file()
                    + ", line 1: column '"
                    + table.titles().get(i)
                    + "' is mapped twice, or a second one for "
                    + id.get()
                    + ": map each column to a series of its own");
          }
        }
      }
      if (!found) {
        throw new RefusedFile(
            table.file()
                + ", line 1: no column '"
                + column.title()
                + "'; the header line has "
                + table.titles());
      }
    }
    return columns;
  }
}
