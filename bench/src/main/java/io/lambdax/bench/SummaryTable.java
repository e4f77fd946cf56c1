package io.lambdax.bench;

import io.lambdax.store.view.Database;

/**
 * How large MySQL's table of summaries is.
 *
 * @param rows counted
 * @param bytes data and index, as MySQL estimates them right after it analysed the table
 */
record SummaryTable(long rows, long bytes) {
  static SummaryTable measure(Database database) {
    return database.write(
        handle -> {
          handle.createQuery("analyze table summary").mapToMap().list();
          return new SummaryTable(
              handle.createQuery("select count(*) from summary").mapTo(Long.class).one(),
              handle
                  .createQuery(
                      """
                      select data_length + index_length from information_schema.tables
                      where table_schema = database() and table_name = 'summary'
                      """)
                  .mapTo(Long.class)
                  .one());
        });
  }

  /** Bytes of a row, 0 if there is none. */
  long perRow() {
    return rows == 0 ? 0 : bytes / rows;
  }
}
