package io.lambdax.serving.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer as a table: which part of its JSON is a row, and where the columns are in that. Written
 * as RFC 4180 has it, in UTF-8, with a header line; what is null or absent is empty, and numbers
 * have the digits that they have in JSON. Immutable.
 *
 * @param rows takes the answer
 */
record Table(List<Column> columns, Function<JsonNode, Stream<JsonNode>> rows) {
  private static final String LINE = "\r\n";

  /** A column's name, and where its value is in a row. */
  record Column(String name, JsonPointer at) {
    /** Reads {@code name} of a member with that name, or {@code name=/where/it/is}. */
    static Column of(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Column(text, JsonPointer.compile("/" + text))
          : new Column(text.substring(0, equals), JsonPointer.compile(text.substring(equals + 1)));
    }
  }

  /** A table with columns as {@link Column#of} reads them, separated by blanks. */
  static Table of(Function<JsonNode, Stream<JsonNode>> rows, String columns) {
    return new Table(Arrays.stream(columns.split(" ")).map(Column::of).toList(), rows);
  }

  /** A table whose rows are the elements of an array. */
  static Table of(String member, String columns) {
    return of(answer -> elements(answer.get(member)), columns);
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
  }

  byte[] csv(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    text.append(columns.stream().map(Column::name).collect(Collectors.joining(","))).append(LINE);
    rows.apply(answer).forEach(row -> write(text, row));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(StringBuilder text, JsonNode row) {
    for (int i = 0; i < columns.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(row.at(columns.get(i).at())));
    }
    text.append(LINE);
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    String text = value.asText(); // of what is missing: ""
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
