package io.lambdax.speed;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.JavaProducts;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Metrics;
import io.lambdax.ops.Neighbour;
import io.lambdax.ops.OpsServer;
import io.lambdax.ops.Readiness;
import io.lambdax.ops.StopSignal;
import io.lambdax.ops.Supervisor;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one instance of the speed layer until it is stopped. Ends with 1 if it cannot work. */
public final class Main {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Supervisor.watch();
    try {
      run(ConfigFactory.load());
    } catch (UnfitTopicException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (RuntimeException | Error e) {
      log.error("The speed layer cannot go on and ends; start it again", e);
      System.exit(1);
    }
  }

  @SuppressWarnings("try") // the server is there to be asked by others, and closed with the rest
  private static void run(Config root) throws IOException, InterruptedException {
    SpeedConfig config = SpeedConfig.from(root);
    LogConfig kafka = LogConfig.from(root);
    var metrics = Metrics.registry("speed-layer");
    Neighbour kafkaHealth = new Neighbour("Kafka");
    Neighbour mysqlHealth = new Neighbour("MySQL");
    try (StopSignal stop = StopSignal.listen("The speed layer did not stop in time: ending it");
        Database database =
            Database.openForShares(MysqlConfig.from(root), config.sessionTimeout());
        DeadLetters letters =
            new DeadLetters(kafka.properties(), config.deadLettersTopic(), metrics)) {
      SpeedLayer layer =
          new SpeedLayer(config, kafka, database, letters, kafkaHealth, mysqlHealth, metrics);
      Summarizer summarizer =
          new Summarizer(
              database,
              config,
              CorrelateConfig.from(root),
              new Summaries(new BlockKernel(new JavaProducts())));
      stop.whenTold(layer::stop);
      try (SummaryLoop loop = new SummaryLoop(layer, summarizer, config.heartbeat(), metrics)) {
        Readiness readiness =
            new Readiness()
                .add("kafka", kafkaHealth::problem)
                .add("mysql", mysqlHealth::problem)
                .add("facts", layer::problem)
                .add("summaries", loop::problem);
        try (OpsServer ops = OpsServer.start(HttpSettings.from(root), readiness, metrics)) {
          loop.start();
          layer.run();
        }
      }
    }
  }
}
