package io.lambdax.importer.format;

import java.util.List;

/** One data row: its line, from 1, and its cells, stripped. */
record Row(long line, List<String> cells) {
  String cell(int index) {
    return cells.get(index).strip();
  }

  /** The row as it stands, shortened, for a message. */
  String shown() {
    String all = String.join(",", cells);
    return all.length() > 80 ? all.substring(0, 77) + "..." : all;
  }
}
