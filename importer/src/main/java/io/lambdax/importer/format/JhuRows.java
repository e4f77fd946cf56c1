package io.lambdax.importer.format;

import io.lambdax.core.country.Countries;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.Column;
import io.lambdax.importer.source.Layout;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * JHU's cumulative counts: a row a province, a column a day. Provinces are summed; a day's value is
 * the sum less that of the day before that has one, and the first day's its own count.
 */
final class JhuRows {
  private record Country(long line, Map<LocalDate, Double> total, Set<LocalDate> gaps) {}

  private JhuRows() {}

  static void into(Harvest harvest, Table table, Layout.Jhu layout) throws RefusedFile {
    int name = table.require(Column.named("Country/Region", "Country_Region"));
    Map<Integer, LocalDate> days = days(table);
    Map<SeriesId, Country> countries = new TreeMap<>();
    Set<SeriesId> broken = new HashSet<>();
    table.forEach(
        row -> {
          Optional<SeriesId> id =
              row.cells().size() > name
                  ? Countries.bundled()
                      .entity(row.cell(name))
                      .map(e -> new SeriesId(Kind.HEALTH, e, layout.measure(), layout.suffix()))
                  : Optional.empty();
          if (id.isEmpty()) {
            harvest.reject(row.line(), "Country/Region", row.shown(), "names no country");
            harvest.unreadAnything();
          } else if (!add(harvest, table, row, days, countries, id.get())) {
            broken.add(id.get());
            harvest.unread(id.get());
          }
        });
    // A country of which a province is unreadable has no sum at all.
    countries.keySet().removeAll(broken);
    countries.forEach((id, c) -> difference(harvest, id, c));
  }

  private static boolean add(
      Harvest harvest,
      Table table,
      Row row,
      Map<Integer, LocalDate> days,
      Map<SeriesId, Country> countries,
      SeriesId id) {
    if (row.cells().size() != table.width()) {
      harvest.reject(
          row.line(),
          "all",
          row.shown(),
          "has " + row.cells().size() + " columns, not " + table.width());
      return false;
    }
    Country country =
        countries.computeIfAbsent(
            id, i -> new Country(row.line(), new TreeMap<>(), new HashSet<>()));
    for (Map.Entry<Integer, LocalDate> day : days.entrySet()) {
      String cell = row.cell(day.getKey());
      OptionalDouble value = Cells.number(cell);
      if (value.isPresent()) {
        country.total().merge(day.getValue(), value.getAsDouble(), Double::sum);
      } else if (Cells.isAbsent(cell)) {
        country.gaps().add(day.getValue());
      } else {
        harvest.reject(
            row.line(),
            table.titles().get(day.getKey()),
            cell,
            "is no number, so the sum over all of " + id.entity() + " is unknown");
        return false;
      }
    }
    return true;
  }

  private static void difference(Harvest harvest, SeriesId id, Country country) {
    country.gaps().forEach(country.total()::remove);
    double before = 0;
    for (Map.Entry<LocalDate, Double> day : country.total().entrySet()) {
      harvest.take(id, day.getKey(), day.getValue() - before, country.line(), id.measure());
      before = day.getValue();
    }
  }

  private static Map<Integer, LocalDate> days(Table table) throws RefusedFile {
    Cells cells = new Cells(List.of("M/d/yy", "M/d/yyyy"));
    Map<Integer, LocalDate> days = new TreeMap<>();
    for (int i = 0; i < table.titles().size(); i++) {
      Optional<LocalDate> day = cells.day(table.titles().get(i));
      if (day.isPresent() && days.containsValue(day.get())) {
        throw new RefusedFile(
            table.file() + ", line 1: two columns for " + day.get() + "; fetch the file again");
      }
      if (day.isPresent()) {
        days.put(i, day.get());
      }
    }
    if (days.isEmpty()) {
      throw new RefusedFile(
          table.file() + ", line 1: no column is a day such as 1/22/20; is this JHU's wide file?");
    }
    return days;
  }
}
