package io.lambdax.batch.job;

import com.typesafe.config.ConfigFactory;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A driver that works for {@code lambdax.test.work} milliseconds, or until the file {@code
 * lambdax.test.until} is there, and makes an empty view current: what the controller's tests start
 * in the real job's place, so that a run takes a second and not ten. Heartbeats and the flip are
 * the real ones.
 */
public final class Main {

  private static final int BEAT_MILLIS = 200;

  private Main() {}

  /** Takes the real job's arguments, in the order in which the launcher gives them. */
  public static void main(String[] args) throws InterruptedException {
    String lakeId = args[1];
    long version = Long.parseLong(args[3]);
    String token = args[5];
    try (Database database = Database.open(MysqlConfig.from(ConfigFactory.load()))) {
      RunStore runs = new RunStore(database);
      CountDownLatch never = new CountDownLatch(1);
      Optional<Path> until =
          Optional.ofNullable(System.getProperty("lambdax.test.until")).map(Path::of);
      int left = Integer.getInteger("lambdax.test.work", 0);
      while (left > 0 || until.map(Files::notExists).orElse(false)) {
        runs.heartbeat(token);
        never.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        left -= BEAT_MILLIS;
      }
      ViewWriter writer = new ViewWriter(database);
      long view = writer.begin(lakeId, version, 1, token);
      BatchView.Counts none = new BatchView.Counts(0, 0, 0);
      writer.complete(view, none, Optional.empty(), Optional.empty());
      new ViewSwitch(database).flip(view, token);
    }
  }
}
