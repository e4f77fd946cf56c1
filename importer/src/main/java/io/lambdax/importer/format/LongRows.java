package io.lambdax.importer.format;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows of one entity and one day each: ECDC, OWID, prices, and any file mapped as long.
 *
 * @param entityOf of a row, or nothing if it names none
 * @param entityColumn for messages
 * @param measures measure to place of its column
 */
record LongRows(
    Kind kind,
    Function<Row, Optional<String>> entityOf,
    String entityColumn,
    int date,
    Map<String, Integer> measures,
    Optional<String> suffix,
    Cells cells) {

  void into(Harvest harvest, Table table) throws RefusedFile {
    Map<String, Map<String, SeriesId>> names = new HashMap<>();
    table.forEach(row -> take(harvest, table, row, names));
  }

  private void take(
      Harvest harvest, Table table, Row row, Map<String, Map<String, SeriesId>> names) {
    if (row.cells().size() != table.width()) {
      harvest.reject(
          row.line(),
          "all",
          row.shown(),
          "has " + row.cells().size() + " columns, not " + table.width());
      harvest.unreadAnything();
      return;
    }
    Optional<String> entity = entityOf.apply(row);
    if (entity.isEmpty()) {
      harvest.reject(row.line(), entityColumn, row.shown(), "names no country or instrument");
      harvest.unreadAnything();
      return;
    }
    try {
      row(harvest, table, row, names.computeIfAbsent(entity.get(), this::series));
    } catch (IllegalArgumentException e) {
      harvest.reject(row.line(), entityColumn, entity.get(), e.getMessage());
    }
  }

  private Map<String, SeriesId> series(String entity) {
    Map<String, SeriesId> ids = new TreeMap<>();
    measures.keySet().forEach(m -> ids.put(m, new SeriesId(kind, entity, m, suffix)));
    return ids;
  }

  private void row(Harvest harvest, Table table, Row row, Map<String, SeriesId> ids) {
    Optional<LocalDate> day = cells.day(row.cell(date));
    if (day.isEmpty()) {
      harvest.reject(row.line(), title(table, date), row.cell(date), cells.dayHint());
      ids.values().forEach(harvest::unread);
      return;
    }
    List<Observation> values = new ArrayList<>();
    boolean good = true;
    for (Map.Entry<String, Integer> measure : measures.entrySet()) {
      String cell = row.cell(measure.getValue());
      OptionalDouble value = Cells.number(cell);
      if (value.isPresent()) {
        SeriesId id = ids.get(measure.getKey());
        values.add(new Observation(id, day.get(), value.getAsDouble(), row.line()));
      } else if (!Cells.isAbsent(cell)) {
        good = false;
        harvest.reject(
            row.line(),
            title(table, measure.getValue()),
            cell,
            "is no number: write digits with a point, as in 1234.5");
      }
    }
    if (good) {
      for (Observation o : values) {
        harvest.take(o.series(), o.date(), o.value(), o.line(), o.series().measure());
      }
    } else {
      ids.values().forEach(id -> harvest.unread(id, day.get()));
    }
  }

  static String title(Table table, int place) {
    return place < table.titles().size() ? table.titles().get(place) : String.valueOf(place + 1);
  }
}
