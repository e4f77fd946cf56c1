package io.lambdax.importer.source;

/** A column of a CSV file, by the name in its header line or by its place from 1. */
public sealed interface Column {
  /** By the name in the header line; case matters. */
  record Named(String name) implements Column {
    @Override
    public String toString() {
      return "'" + name + "'";
    }
  }

  /** By place, the first being 1. */
  record At(int place) implements Column {
    /** Refuses places below 1. */
    public At {
      if (place < 1) {
        throw new IllegalArgumentException("column " + place + ": the first column is 1");
      }
    }

    @Override
    public String toString() {
      return "number " + place;
    }
  }
}
