package io.lambdax.batch.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.ops.Supervisor;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.Switched;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one batch: {@code --lake-id ID --version N --token TOKEN}. Ends with 0 if its view became
 * current or the run was superseded, with 1 if it failed, with 2 if the arguments are wrong.
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
      try (Heartbeat heartbeat = new Heartbeat(runs, arguments.token(), config.maxRun())) {
        // Spark takes seconds to start: the run shows that it is alive before that.
        heartbeat.start(config.heartbeat());
        batch(config, arguments, database, heartbeat);
        return true;
      } catch (RuntimeException | SQLException | IOException e) {
        fail(runs, arguments, e);
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(runs, arguments, e);
        return false;
      }
    }
  }

  private static void batch(
      JobConfig config, JobArguments arguments, Database database, Heartbeat heartbeat)
      throws SQLException, IOException, InterruptedException {
    try (SparkSession spark = SparkSessions.open(arguments, config.warehouse(arguments.lakeId()))) {
      BatchJob job = new BatchJob(config, arguments, database, spark);
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

  private static void fail(RunStore runs, JobArguments arguments, Exception cause) {
    log.error("The batch of version {} failed", arguments.version(), cause);
    try {
      runs.fail(arguments.token(), String.valueOf(cause.getMessage()));
    } catch (RuntimeException e) {
      log.warn("MySQL was not told: the controller will notice the missing heartbeat", e);
    }
  }
}
