package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.lambdax.batch.controller.kubernetes.ApplicationStatus.Phase;
import io.lambdax.store.view.BatchRun;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kubeflow's Spark operator, {@code sparkoperator.k8s.io/v1beta2}. Its webhook must be on: without
 * it, environment, security context, volumes and Hadoop's ConfigMap are left out silently.
 */
final class KubeflowOperator implements SparkOperator {

  static final ResourceDefinitionContext RESOURCE =
      new ResourceDefinitionContext.Builder()
          .withGroup("sparkoperator.k8s.io")
          .withVersion("v1beta2")
          .withKind("SparkApplication")
          .withPlural("sparkapplications")
          .withNamespaced(true)
          .build();

  private static final String MAIN = "io.lambdax.batch.job.Main";

  private final ApplicationConfig config;
  private final Duration timeToLive;

  KubeflowOperator(ApplicationConfig config, Duration timeToLive) {
    this.config = config;
    this.timeToLive = timeToLive;
  }

  @Override
  public ResourceDefinitionContext resource() {
    return RESOURCE;
  }

  @Override
  public GenericKubernetesResource application(BatchRun run, ObjectMeta metadata) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "Java");
    spec.put("mode", "cluster");
    spec.put("sparkVersion", config.image().sparkVersion());
    spec.put("image", config.image().name());
    spec.put("imagePullPolicy", config.image().pullPolicy());
    if (!config.image().pullSecrets().isEmpty()) {
      spec.put("imagePullSecrets", config.image().pullSecrets());
    }
    spec.put("mainClass", MAIN);
    spec.put("mainApplicationFile", config.image().mainFile());
    spec.put(
        "arguments",
        List.of(
            "--lake-id", run.lakeId(),
            "--version", Long.toString(run.version()),
            "--token", run.token()));
    if (!config.hadoopConfigMap().isEmpty()) {
      spec.put("hadoopConfigMap", config.hadoopConfigMap());
    }
    Map<String, String> conf = new TreeMap<>(config.sparkConf());
    conf.put("spark.driver.extraClassPath", config.image().classPath());
    conf.put("spark.executor.extraClassPath", config.image().classPath());
    spec.put("sparkConf", conf);
    // The controller tries again, as the next attempt with a token of its own: never the operator.
    spec.put("restartPolicy", Map.of("type", "Never"));
    spec.put("timeToLiveSeconds", timeToLive.toSeconds());
    KubeflowPods pods = new KubeflowPods(config, metadata.getLabels());
    spec.put("volumes", pods.volumes());
    spec.put("driver", pods.driver());
    spec.put("executor", pods.executor());

    GenericKubernetesResource application = new GenericKubernetesResource();
    application.setApiVersion(RESOURCE.getGroup() + "/" + RESOURCE.getVersion());
    application.setKind(RESOURCE.getKind());
    application.setMetadata(metadata);
    application.setAdditionalProperty("spec", spec);
    return application;
  }

  @Override
  public ApplicationStatus status(GenericKubernetesResource application) {
    String state = text(application, "state");
    return new ApplicationStatus(
        phase(state), state.isEmpty() ? "NEW" : state, text(application, "errorMessage"));
  }

  private static Phase phase(String state) {
    return switch (state) {
      case "COMPLETED", "FAILED" -> Phase.ENDED;
      // UNKNOWN: the operator lost sight of the driver. It may well be at work.
      case "RUNNING", "SUCCEEDING", "FAILING", "UNKNOWN" -> Phase.RUNNING;
      default -> Phase.PENDING;
    };
  }

  private static String text(GenericKubernetesResource application, String field) {
    Object value = application.get("status", "applicationState", field);
    return value == null ? "" : value.toString();
  }

  @Override
  public String driverPod(String name) {
    return name + "-driver";
  }
}
