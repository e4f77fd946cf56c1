package io.lambdax.importer.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lambdax.importer.source.Column;
import io.lambdax.importer.source.Csv;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A CSV file as a header and rows. Blank lines are no rows.
 *
 * @param titles of the last header line; empty if there is none
 * @param width how many cells a row has: as many as the header, or as the first row where columns
 *     go by place
 * @param endsInNewline whether the last line is ended
 */
record Table(String file, List<String> titles, List<Row> rows, int width, boolean endsInNewline) {

  static Table read(String file, byte[] content, Csv csv, boolean byPlace) throws RefusedFile {
    String text = Text.of(content, file);
    List<Row> rows = new ArrayList<>();
    List<String> titles = List.of();
    long line = 1;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(csv.delimiter())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      int header = csv.headerLines();
      for (CsvRecord r : reader) {
        line = r.getStartingLineNumber();
        if (header > 0) {
          titles = r.getFields().stream().map(String::strip).toList();
          header--;
        } else {
          rows.add(new Row(line, List.copyOf(r.getFields())));
        }
      }
    } catch (CsvParseException e) {
      throw new RefusedFile(
          file + ", after line " + line + ": " + e.getMessage() + "; look for a stray quote");
    } catch (IOException e) {
      throw new RefusedFile(file + ", after line " + line + ": " + e.getMessage());
    }
    if (rows.isEmpty()) {
      throw new RefusedFile(file + ", line " + line + ": no rows after the header; fetch it again");
    }
    int width = byPlace || titles.isEmpty() ? rows.get(0).cells().size() : titles.size();
    char last = text.charAt(text.length() - 1);
    return new Table(file, titles, rows, width, last == '\n' || last == '\r');
  }

  /** Where a column is, from 0; refused if the file has none. */
  int require(Column column) throws RefusedFile {
    OptionalInt found = find(column);
    if (found.isEmpty()) {
      throw new RefusedFile(
          file
              + ", line 1: no column "
              + column
              + "; the header line has "
              + shown()
              + ". Name the column as the file does, or give columns by position");
    }
    return found.getAsInt();
  }

  /** Where a column is, from 0, if the file has it. */
  OptionalInt find(Column column) {
    if (column instanceof Column.At at) {
      return at.place() <= width ? OptionalInt.of(at.place() - 1) : OptionalInt.empty();
    }
    for (String title : ((Column.Named) column).titles()) {
      for (int i = 0; i < titles.size(); i++) {
        if (titles.get(i).equalsIgnoreCase(title.strip())) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the last row lacks cells, which is how a file cut in mid-line looks. */
  boolean lastRowIsShort() {
    return rows.get(rows.size() - 1).cells().size() < width;
  }

  private String shown() {
    String all = String.join(",", titles);
    return "'" + (all.length() > 200 ? all.substring(0, 197) + "..." : all) + "'";
  }
}
