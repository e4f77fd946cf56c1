package io.lambdax.speed;

import com.typesafe.config.Config;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.JavaProducts;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.ops.Neighbour;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A speed layer in this JVM. */
final class Instance {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final DeadLetters letters;
  private final SpeedLayer layer;
  private final SummaryLoop loop;
  private final Thread thread;

  Instance(Config root, Database database) {
    SpeedConfig config = SpeedConfig.from(root);
    LogConfig log = LogConfig.from(root);
    letters = new DeadLetters(log.properties(), config.deadLettersTopic(), metrics);
    layer =
        new SpeedLayer(
            config,
            log,
            database,
            letters,
            new Neighbour("Kafka"),
            new Neighbour("MySQL"),
            metrics);
    loop =
        new SummaryLoop(
            layer,
            new Summarizer(
                database,
                config,
                CorrelateConfig.from(root),
                new Summaries(new BlockKernel(new JavaProducts()))),
            config.heartbeat(),
            metrics);
    thread =
        new Thread(
            () -> {
              try {
                layer.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "speed");
    thread.start();
    loop.start();
  }

  SpeedLayer layer() {
    return layer;
  }

  /** A counter's count. */
  double count(String name) {
    return metrics.counter(name).count();
  }

  /** A gauge's value. */
  double gauge(String name) {
    return metrics.get(name).gauge().value();
  }

  /** Ends it in order. */
  void stop() throws InterruptedException {
    layer.stop();
    thread.join();
    loop.close();
    letters.close();
  }
}
