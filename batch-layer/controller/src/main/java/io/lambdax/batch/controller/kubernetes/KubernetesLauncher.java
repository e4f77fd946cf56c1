package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.lambdax.batch.controller.BatchLauncher;
import io.lambdax.batch.controller.Driver;
import io.lambdax.batch.controller.LauncherAwayException;
import io.lambdax.ops.Neighbour;
import io.lambdax.store.view.BatchRun;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the job as a {@code SparkApplication}, one a run, whose name follows from the run: asking
 * twice makes one, and any controller finds it again. Used by one thread.
 */
public final class KubernetesLauncher implements BatchLauncher {

  private static final Logger log = LoggerFactory.getLogger(KubernetesLauncher.class);

  /** Annotation with the run's token. */
  static final String TOKEN = "lambdax.io/token";

  private static final int RETRIES = 2;

  private final KubernetesConfig config;
  private final KubernetesClient client;
  private final SparkOperator operator;
  private final Clock clock;
  private final String namespace;
  private final ApiServer server;
  private final Applications applications;

  private KubernetesLauncher(
      KubernetesConfig config, KubernetesClient client, SparkOperator operator, Clock clock) {
    this.config = config;
    this.client = client;
    this.operator = operator;
    this.clock = clock;
    this.namespace = namespace(config.namespace(), client, "LAMBDAX_BATCH_NAMESPACE");
    this.server = new ApiServer(namespace);
    this.applications =
        new Applications(client, server, operator, config, namespace, labels(config));
  }

  /**
   * Works on the cluster that this process runs in, or that kubectl would talk to. Does not wait
   * for it to answer.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  public static KubernetesLauncher open(Config root) {
    return open(
        root,
        io.fabric8.kubernetes.client.Config.autoConfigure(null),
        System.getenv(),
        Clock.systemUTC());
  }

  /**
   * Works on that cluster.
   *
   * @param environment the controller's environment variables, some of which the job gets
   * @param clock by which a driver is late
   */
  public static KubernetesLauncher open(
      Config root,
      io.fabric8.kubernetes.client.Config cluster,
      Map<String, String> environment,
      Clock clock) {
    KubernetesConfig config = KubernetesConfig.from(root, environment);
    int timeout = Math.toIntExact(config.requestTimeout().toMillis());
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(cluster)
                    .withConnectionTimeout(timeout)
                    .withRequestTimeout(timeout)
                    .withRequestRetryBackoffLimit(RETRIES)
                    .build())
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
    SparkOperator operator = new KubeflowOperator(config.application(), config.timeToLive());
    return new KubernetesLauncher(config, client, operator, clock);
  }

  /** The one that is set, or else the one that this process runs in. */
  static String namespace(String set, KubernetesClient client, String variable) {
    if (!set.isEmpty()) {
      return set;
    }
    return Optional.ofNullable(client.getNamespace())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no namespace is set and this process does not run in a pod: set " + variable));
  }

  private static Map<String, String> labels(KubernetesConfig config) {
    return Map.of(
        // By it the uninstallation finds them.
        "app.kubernetes.io/part-of", "lambdax",
        "app.kubernetes.io/managed-by", "lambdax-batch-controller",
        "app.kubernetes.io/component", "batch-job",
        "app.kubernetes.io/instance", config.name());
  }

  @Override
  public Driver launch(BatchRun run) throws IOException {
    String name = name(run);
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(namespace)
            .withLabels(labels(config))
            .addToAnnotations(TOKEN, run.token())
            .build();
    GenericKubernetesResource wanted = operator.application(run, metadata);
    try {
      GenericKubernetesResource created = applications.create(wanted);
      log.info("Created {} {} for run {}", wanted.getKind(), name, run.token());
      return driver(created);
    } catch (ApiServer.RefusedException e) {
      if (!e.isConflict()) {
        throw e;
      }
      return find(run)
          .orElseThrow(
              () ->
                  new IOException(
                      name
                          + " exists in namespace "
                          + namespace
                          + " and belongs to another run than "
                          + run.token()
                          + ": it is left as it is, delete it if nobody needs it",
                      e));
    }
  }

  @Override
  public Optional<Driver> adopt(BatchRun run) throws LauncherAwayException {
    try {
      // Its controller may have been killed between recording the run and creating the application.
      return run.state() == BatchRun.State.LAUNCHED ? Optional.of(launch(run)) : find(run);
    } catch (LauncherAwayException e) {
      throw e;
    } catch (IOException e) {
      log.warn("Run {} is left to its heartbeats: {}", run.token(), e.getMessage());
      return Optional.empty();
    }
  }

  /** {@code lambdax-batch-v41-a1-1f0c9a7e}: version, attempt and what tells its token. */
  private String name(BatchRun run) {
    return "%s-v%d-a%d-%08x"
        .formatted(config.name(), run.version(), run.attempt(), run.token().hashCode());
  }

  private Optional<Driver> find(BatchRun run) throws IOException {
    return applications
        .look(name(run))
        .filter(found -> token(found).equals(run.token()))
        .map(this::driver);
  }

  private Driver driver(GenericKubernetesResource application) {
    return new ApplicationDriver(
        application, applications, operator, this::whyItWaits, config.startDeadline(), clock);
  }

  private String whyItWaits(String name) {
    try {
      return DriverPod.whyItWaits(
          Optional.ofNullable(
              server.ask(
                  "to show the driver's pod",
                  () ->
                      client
                          .pods()
                          .inNamespace(namespace)
                          .withName(operator.driverPod(name))
                          .get())));
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void giveUp(Predicate<String> givenUp) throws IOException {
    for (GenericKubernetesResource application : applications.all()) {
      // One that ended is kept for its log until its time to live is over.
      if (!operator.status(application).ended() && givenUp.test(token(application))) {
        String name = application.getMetadata().getName();
        applications.delete(name);
        log.info("Deleted {} {}: its run was given up", application.getKind(), name);
      }
    }
  }

  private static String token(GenericKubernetesResource application) {
    return Optional.ofNullable(application.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(TOKEN))
        .orElse("");
  }

  @Override
  public void ping() {
    try {
      applications.lookIfDue();
    } catch (IOException e) {
      log.debug("Told of by readyz and, once, in the log", e);
    }
  }

  @Override
  public Optional<Neighbour> neighbour() {
    return Optional.of(server.neighbour());
  }

  @Override
  public void close() {
    applications.close();
    client.close();
  }
}
