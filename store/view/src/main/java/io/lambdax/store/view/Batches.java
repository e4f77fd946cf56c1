package io.lambdax.store.view;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Runs one statement for many rows, so many rows at a time. */
final class Batches {

  private Batches() {}

  interface Binder<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  static <T> void run(PreparedStatement statement, Iterable<T> rows, Binder<T> binder, int batch)
      throws SQLException {
    int waiting = 0;
    for (T row : rows) {
      binder.bind(statement, row);
      statement.addBatch();
      if (++waiting == batch) {
        statement.executeBatch();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      statement.executeBatch();
    }
  }
}
