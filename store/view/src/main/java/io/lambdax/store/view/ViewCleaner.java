package io.lambdax.store.view;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes views that nobody can go back to: all but the current one, the previous one, and those
 * that live runs are filling. Works in small transactions, so that readers and writers hardly
 * notice, and takes up where an interrupted cleaning stopped. Thread-safe.
 */
public final class ViewCleaner {

  private static final List<String> TABLES =
      List.of("summary", "cut_family", "series_history", "view_version", "series_values", "series");
  private static final int BATCH = 5_000;

  private final Database database;

  /** Works on this database. */
  public ViewCleaner(Database database) {
    this.database = database;
  }

  /**
   * Deletes.
   *
   * @return how many rows of summaries and series went
   */
  public long clean() {
    forgetViews();
    long deleted = 0;
    for (String table : TABLES) {
      for (long viewId : orphans(table)) {
        deleted += delete(table, viewId);
      }
    }
    return deleted;
  }

  /**
   * First the view itself goes, under the lock that a flip takes: what is half deleted cannot
   * become current.
   */
  private void forgetViews() {
    database.execute(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          handle
              .createUpdate(
                  """
                  delete from batch_view
                  where view_id <> :current and view_id <> :previous
                    and not exists (
                      select 1 from batch_run
                      where batch_run.token = batch_view.token
                        and batch_run.state in ('LAUNCHED', 'RUNNING'))
                  """)
              .bind("current", pointer.viewId().orElse(-1))
              .bind("previous", pointer.previousViewId().orElse(-1))
              .execute();
        });
  }

  private List<Long> orphans(String table) {
    // The table's name is one of our own constants.
    return database.snapshot(
        handle ->
            handle
                .createQuery(
                    "select v.view_id from (select distinct view_id from "
                        + table
                        + ") v left join batch_view b on b.view_id = v.view_id where b.view_id is null")
                .mapTo(Long.class)
                .list());
  }

  private long delete(String table, long viewId) {
    long deleted = 0;
    int last;
    do {
      last = database.write(handle -> deleteSome(handle, table, viewId));
      deleted += last;
    } while (last == BATCH);
    return deleted;
  }

  private static int deleteSome(Handle handle, String table, long viewId) {
    return handle
        .createUpdate("delete from " + table + " where view_id = :view limit " + BATCH)
        .bind("view", viewId)
        .execute();
  }
}
