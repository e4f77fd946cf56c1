package io.lambdax.importer.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lambdax.importer.source.Column;
import io.lambdax.importer.source.Csv;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A CSV file as a header and rows. Blank lines are no rows. The rows are read once, one after the
 * other, and none is kept. For one thread.
 */
final class Table {
  private final String file;
  private final Text text;
  private final Iterator<CsvRecord> records;
  private final Row first;
  private final int width;
  private List<String> titles = List.of();
  private long line = 1;
  private long rows;
  private long lastLine;
  private int lastWidth;

  private Table(String file, Text text, Csv csv, boolean byPlace) throws RefusedFile {
    this.file = file;
    this.text = text;
    this.records =
        CsvReader.builder()
            .fieldSeparator(csv.delimiter())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text.reader())
            .iterator();
    for (int i = 0; i < csv.headerLines() && hasNext(); i++) {
      CsvRecord header = records.next();
      line = header.getStartingLineNumber();
      titles = header.getFields().stream().map(String::strip).toList();
    }
    if (!hasNext()) {
      throw new RefusedFile(file + ", line " + line + ": no rows after the header; fetch it again");
    }
    this.first = next();
    this.width = byPlace || titles.isEmpty() ? first.cells().size() : titles.size();
  }

  /**
   * Reads a file as far as its first row.
   *
   * @param byPlace whether columns go by place, so that the first row tells how many there are
   */
  static Table read(String file, byte[] content, Csv csv, boolean byPlace) throws RefusedFile {
    return new Table(file, Text.of(content, file), csv, byPlace);
  }

  String file() {
    return file;
  }

  /** Of the last header line; empty if there is none. */
  List<String> titles() {
    return titles;
  }

  /** How many cells a row has: as many as the header, or the first row where there is no other. */
  int width() {
    return width;
  }

  /** Hands out every row; to be called once. */
  void forEach(Consumer<Row> taker) throws RefusedFile {
    Row row = first;
    while (true) {
      rows++;
      lastLine = row.line();
      lastWidth = row.cells().size();
      taker.accept(row);
      if (!hasNext()) {
        return;
      }
      row = next();
    }
  }

  /** How many rows were handed out. */
  long rows() {
    return rows;
  }

  /** Where the last of them begins. */
  long lastLine() {
    return lastLine;
  }

  /** Whether the last of them lacks cells, which is how a file cut in mid-line looks. */
  boolean lastRowIsShort() {
    return lastWidth < width;
  }

  boolean endsInNewline() {
    return text.endsInNewline();
  }

  private boolean hasNext() throws RefusedFile {
    try {
      return records.hasNext();
    } catch (CsvParseException e) {
      throw new RefusedFile(
          file + ", after line " + line + ": " + e.getMessage() + "; look for a stray quote");
    } catch (UncheckedIOException e) {
      throw new RefusedFile(file + ", after line " + line + ": " + e.getCause().getMessage());
    }
  }

  private Row next() {
    CsvRecord r = records.next();
    line = r.getStartingLineNumber();
    return new Row(line, r.getFields());
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

  private String shown() {
    String all = String.join(",", titles);
    return "'" + (all.length() > 200 ? all.substring(0, 197) + "..." : all) + "'";
  }
}
