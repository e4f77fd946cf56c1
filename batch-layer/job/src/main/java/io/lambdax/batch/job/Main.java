package io.lambdax.batch.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.ops.Supervisor;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.Switched;
import io.lambdax.store.view.ViewSwitch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one batch: {@code --lake-id ID --version N --token TOKEN}. Ends with 0 if its view became
 * current or the run was superseded (even if it broke off in the middle), with 1 if it failed, with
 * 2 if the arguments are wrong.
 */
public final class Main {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Starts the batch. */
  public static void main(String[] args) {
    Supervisor.watch();
    JobArguments arguments;
    try {
      arguments = JobArguments.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    // Hadoop and Spark leave threads behind that would keep the process from ending.
    System.exit(run(arguments) ? 0 : 1);
  }

  private static boolean run(JobArguments arguments) {
    Config root = ConfigFactory.load();
    JobConfig config = JobConfig.from(root);
    try (Database database = Database.open(MysqlConfig.from(root))) {
      RunStore runs = new RunStore(database);
      Progress progress = new Progress(runs, arguments.token());
      try (Heartbeat heartbeat =
          new Heartbeat(runs, arguments.token(), progress, config.maxRun())) {
        // Spark takes seconds to start: the run shows that it is alive before that.
        heartbeat.start(config.heartbeat());
        batch(config, arguments, database, heartbeat, progress);
        return true;
      } catch (RuntimeException | SQLException | IOException e) {
        return breakOff(new ViewSwitch(database), arguments, e);
      }
    }
  }

  private static void batch(
      JobConfig config,
      JobArguments arguments,
      Database database,
      Heartbeat heartbeat,
      Progress progress)
      throws SQLException, IOException {
    try (SparkSession spark = SparkSessions.open(arguments, config.warehouse(arguments.lakeId()))) {
      BatchJob job = new BatchJob(config, arguments, database, spark, progress);
      Switched flipped = job.run();
      heartbeat.close();
      log.info("Version {}: {}", arguments.version(), flipped.message());
      tidy(job);
    }
  }

  private static void tidy(BatchJob job) {
    try {
      job.tidy();
    } catch (RuntimeException e) {
      log.warn("Older views were not all deleted: the next batch will try again", e);
    }
  }

  /** What went wrong in a task, and not Spark's page about it, which names machines. */
  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Tells how the run ends, and whether that is well: it is if another run made it needless. */
  private static boolean breakOff(ViewSwitch views, JobArguments arguments, Exception cause) {
    try {
      Optional<BatchRun> ended =
          views.breakOff(arguments.token(), String.valueOf(rootOf(cause).getMessage()));
      BatchRun.State state = ended.map(BatchRun::state).orElse(BatchRun.State.FAILED);
      if (state == BatchRun.State.SUPERSEDED) {
        log.info(
            "Version {}: {}", arguments.version(), ended.flatMap(BatchRun::message).orElse(""));
        return true;
      }
      if (state == BatchRun.State.SUCCEEDED) {
        log.warn(
            "Version {} is current, but its driver then broke off", arguments.version(), cause);
        return true;
      }
    } catch (RuntimeException e) {
      log.warn("MySQL was not told: the controller will notice the missing heartbeat", e);
    }
    log.error("The batch of version {} failed", arguments.version(), cause);
    return false;
  }
}
