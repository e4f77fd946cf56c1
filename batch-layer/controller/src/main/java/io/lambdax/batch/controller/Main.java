package io.lambdax.batch.controller;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.lambdax.batch.controller.kubernetes.KafkaTopics;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Metrics;
import io.lambdax.ops.OpsServer;
import io.lambdax.ops.Readiness;
import io.lambdax.ops.StopSignal;
import io.lambdax.ops.Supervisor;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.Switched;
import io.lambdax.store.view.ViewSwitch;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The controller's commands. Each ends with 0 if it did what it says, with 1 if not. */
@Command(
    name = "controller",
    description = "Has every import computed; goes back to the previous view and on again.",
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  /** Runs a command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  /** Runs until it is stopped. A driver at work goes on, for the next controller to adopt. */
  @Command(description = "Launch the batch job whenever an import added facts, until stopped.")
  int run() throws IOException, InterruptedException {
    Supervisor.watch();
    Config root = ConfigFactory.load();
    ControllerConfig config = ControllerConfig.from(root);
    var metrics = Metrics.registry("batch-controller");
    Health health = new Health();
    try (StopSignal stop = StopSignal.listen("The controller did not stop in time: ending it");
        BatchLauncher launcher = Launchers.open(root);
        Database database = Database.open(MysqlConfig.from(root));
        OpsServer ops =
            OpsServer.start(HttpSettings.from(root), readiness(health, launcher), metrics)) {
      Reconciler reconciler =
          new Reconciler(
              config, database, launcher, () -> UUID.randomUUID().toString(), Clock.systemUTC());
      Controller controller =
          new Controller(config, LogConfig.from(root), database, reconciler, health, metrics);
      stop.whenTold(controller::stop);
      controller.run();
      return ops.port() > 0 ? 0 : 1;
    }
  }

  private static Readiness readiness(Health health, BatchLauncher launcher) {
    Readiness readiness = health.readiness();
    launcher.neighbour().ifPresent(kubernetes -> readiness.add("kubernetes", kubernetes::problem));
    return readiness;
  }

  /** Goes back. */
  @Command(description = "Make the previous view current and keep it until unpin.")
  int revert() {
    return change(ViewSwitch::revert);
  }

  /** Goes on. */
  @Command(description = "Let newer views become current again after revert.")
  int unpin() {
    return change(ViewSwitch::unpin);
  }

  /** For installations where the parts themselves may not change the schema. */
  @Command(description = "Bring the database's schema up to date, as run does at its start.")
  int migrate() {
    return with(
        database -> {
          database.migrate();
          System.out.println("The schema is up to date");
          return 0;
        });
  }

  /** For installations where Strimzi makes the topics. */
  @Command(
      description =
          "Make the KafkaTopics on Kubernetes what they must be, and wait until Strimzi has done it.")
  int topics() {
    try (KafkaTopics topics = KafkaTopics.open(ConfigFactory.load())) {
      topics.ensure();
      System.out.println("The topics are as declared");
      return 0;
    } catch (IOException | KubernetesClientException | IllegalArgumentException e) {
      System.err.println("The topics may not be as declared: " + e.getMessage());
      return 1;
    }
  }

  private static int change(Function<ViewSwitch, Switched> action) {
    return with(
        database -> {
          Switched result = action.apply(new ViewSwitch(database));
          (result.done() ? System.out : System.err).println(result.message());
          return result.done() ? 0 : 1;
        });
  }

  private static int with(ToIntFunction<Database> action) {
    MysqlConfig mysql = MysqlConfig.from(ConfigFactory.load());
    try (Database database = Database.open(mysql)) {
      return action.applyAsInt(database);
    } catch (JdbiException | FlywayException e) {
      System.err.println(
          "Nothing was changed: MySQL at %s says: %s. Check LAMBDAX_MYSQL_URL, _USER and _PASSWORD"
              .formatted(mysql.url(), firstCause(e)));
      return 1;
    }
  }

  private static String firstCause(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
