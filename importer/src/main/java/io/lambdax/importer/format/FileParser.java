package io.lambdax.importer.format;

import io.lambdax.core.country.Countries;
import io.lambdax.core.series.Kind;
import io.lambdax.importer.source.Column;
import io.lambdax.importer.source.Csv;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parses the files of every layout. Stateless. */
public final class FileParser {
  /** Raise when the same bytes would now give other observations. */
  public static final int VERSION = 1;

  private static final Csv ECDC = Csv.of("d/M/yyyy", "d-M-yyyy");

  private FileParser() {}

  /**
   * What that file states.
   *
   * @param content uncompressed
   * @param fileName for messages, and for the entity of prices that are declared without one
   * @throws RefusedFile if nothing of it can be taken, or over 1 % of its rows are broken
   */
  public static ParsedFile parse(Source source, byte[] content, String fileName)
      throws RefusedFile {
    Layout layout = source.layout();
    Table table = Table.read(fileName, content, csv(layout), byPlace(layout));
    Harvest harvest = new Harvest();
    if (layout instanceof Layout.WideTable wide) {
      WideRows.into(harvest, table, wide);
    } else if (layout instanceof Layout.Jhu jhu) {
      JhuRows.into(harvest, table, jhu);
    } else {
      rows(layout, table).into(harvest, table);
    }
    return harvest.finish(source, table);
  }

  private static LongRows rows(Layout layout, Table table) throws RefusedFile {
    if (layout instanceof Layout.Ecdc ecdc) {
      return ecdc(ecdc, table);
    }
    if (layout instanceof Layout.Owid owid) {
      return owid(owid, table);
    }
    if (layout instanceof Layout.Ohlcv prices) {
      return prices(prices, table);
    }
    Layout.LongTable any = (Layout.LongTable) layout;
    int entity = table.require(any.entity());
    Countries countries = Countries.bundled();
    return new LongRows(
        any.kind(),
        row ->
            any.kind() == Kind.HEALTH
                ? countries.entity(row.cell(entity))
                : Optional.of(row.cell(entity)).filter(e -> !e.isEmpty()),
        any.entity().toString(),
        table.require(any.date()),
        places(table, any.measures()),
        any.suffix(),
        new Cells(any.csv().dateFormats()));
  }

  private static LongRows ecdc(Layout.Ecdc ecdc, Table table) throws RefusedFile {
    int code = table.require(Column.named("countryterritoryCode", "countryCode"));
    int geoId = table.require(Column.named("geoId"));
    int name = table.require(Column.named("countriesAndTerritories"));
    Countries countries = Countries.bundled();
    return new LongRows(
        Kind.HEALTH,
        row -> countries.entity(row.cell(code), row.cell(geoId), row.cell(name)),
        "geoId",
        table.require(Column.named("dateRep")),
        places(table, Map.of("cases", Column.named("cases"), "deaths", Column.named("deaths"))),
        ecdc.suffix(),
        new Cells(ECDC.dateFormats()));
  }

  private static LongRows owid(Layout.Owid owid, Table table) throws RefusedFile {
    int code = table.require(Column.named("iso_code"));
    int name = table.require(Column.named("location"));
    Countries countries = Countries.bundled();
    Map<String, Column> columns = new TreeMap<>();
    owid.measures().forEach((measure, title) -> columns.put(measure, Column.named(title)));
    return new LongRows(
        Kind.HEALTH,
        row -> countries.entity(row.cell(code)).or(() -> countries.entity(row.cell(name))),
        "iso_code",
        table.require(Column.named("date")),
        places(table, columns),
        owid.suffix(),
        new Cells(List.of("yyyy-MM-dd")));
  }

  private static LongRows prices(Layout.Ohlcv prices, Table table) throws RefusedFile {
    String entity = prices.entity().orElse(Layout.Ohlcv.entityOf(table.file()));
    Map<String, Column> columns = new TreeMap<>();
    prices
        .measures()
        .forEach(
            (measure, column) -> {
              if (!prices.optional().contains(measure) || table.find(column).isPresent()) {
                columns.put(measure, column);
              }
            });
    return new LongRows(
        Kind.MARKET,
        row -> Optional.of(entity),
        "Date",
        table.require(prices.date()),
        places(table, columns),
        prices.suffix(),
        new Cells(prices.csv().dateFormats()));
  }

  private static Map<String, Integer> places(Table table, Map<String, Column> columns)
      throws RefusedFile {
    Map<String, Integer> places = new TreeMap<>();
    for (Map.Entry<String, Column> column : columns.entrySet()) {
      places.put(column.getKey(), table.require(column.getValue()));
    }
    return places;
  }

  private static Csv csv(Layout layout) {
    if (layout instanceof Layout.Ohlcv prices) {
      return prices.csv();
    }
    if (layout instanceof Layout.WideTable wide) {
      return wide.csv();
    }
    return layout instanceof Layout.LongTable any ? any.csv() : ECDC;
  }

  private static boolean byPlace(Layout layout) {
    Optional<Column> date =
        layout instanceof Layout.Ohlcv prices
            ? Optional.of(prices.date())
            : layout instanceof Layout.LongTable any ? Optional.of(any.date()) : Optional.empty();
    return date.filter(Column.At.class::isInstance).isPresent();
  }
}
