package io.lambdax.importer.source;

import java.util.List;

/** A column of a CSV file, by its title in the header line or by its place from 1. */
public sealed interface Column {
  /** By title, or the first present of several; case and space around it do not matter. */
  record Named(List<String> titles) implements Column {
    /** Copies. */
    public Named {
      titles = List.copyOf(titles);
    }

    @Override
    public String toString() {
      return "'" + String.join("' or '", titles) + "'";
    }
  }

  /** By place, the first being 1. */
  record At(int place) implements Column {
    /** Refuses places below 1. */
    public At {
      if (place < 1) {
        throw new BadDeclaration("column " + place + ": the first column is 1");
      }
    }

    @Override
    public String toString() {
      return "number " + place;
    }
  }

  /** By title, or the first present of several. */
  static Column named(String... titles) {
    return new Named(List.of(titles));
  }
}
