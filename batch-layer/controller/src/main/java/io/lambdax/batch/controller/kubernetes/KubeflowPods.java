package io.lambdax.batch.controller.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields {@code driver} and {@code executor} of Kubeflow's SparkApplication. */
final class KubeflowPods {

  /** What is written beside Spark's own scratch directory, which it mounts itself: by volume. */
  private static final SortedMap<String, String> WRITTEN =
      new TreeMap<>(Map.of("tmp", "/tmp", "work", "/opt/spark/work-dir"));

  private final ApplicationConfig config;
  private final Map<String, String> labels;

  KubeflowPods(ApplicationConfig config, Map<String, String> labels) {
    this.config = config;
    this.labels = labels;
  }

  /** The field {@code volumes}, beside the two: nothing else can be written. */
  List<Map<String, Object>> volumes() {
    return WRITTEN.keySet().stream()
        .map(name -> Map.<String, Object>of("name", name, "emptyDir", Map.of()))
        .toList();
  }

  Map<String, Object> driver() {
    Map<String, Object> driver = pod(config.driver());
    driver.put("serviceAccount", config.serviceAccount());
    return driver;
  }

  Map<String, Object> executor() {
    Map<String, Object> executor = pod(config.executor());
    executor.put("instances", config.executors());
    if (!config.executorServiceAccount().isEmpty()) {
      executor.put("serviceAccount", config.executorServiceAccount());
    }
    return executor;
  }

  private Map<String, Object> pod(PodSize size) {
    Map<String, Object> pod = new LinkedHashMap<>();
    // The operator does not hand the application's own labels on.
    pod.put("labels", labels);
    pod.put("cores", size.cores());
    if (!size.coreRequest().isEmpty()) {
      pod.put("coreRequest", size.coreRequest());
    }
    pod.put("memory", size.memory());
    if (!size.memoryOverhead().isEmpty()) {
      pod.put("memoryOverhead", size.memoryOverhead());
    }
    if (!config.placement().nodeSelector().isEmpty()) {
      pod.put("nodeSelector", config.placement().nodeSelector());
    }
    if (!config.placement().tolerations().isEmpty()) {
      pod.put("tolerations", config.placement().tolerations());
    }
    pod.put("env", environment());
    // What the restricted pod security standard asks for.
    pod.put(
        "securityContext",
        Map.of(
            "runAsNonRoot", true,
            "runAsUser", config.userId(),
            "runAsGroup", config.userId(),
            "allowPrivilegeEscalation", false,
            "readOnlyRootFilesystem", true,
            "capabilities", Map.of("drop", List.of("ALL")),
            "seccompProfile", Map.of("type", "RuntimeDefault")));
    pod.put(
        "volumeMounts",
        WRITTEN.entrySet().stream()
            .map(volume -> Map.of("name", volume.getKey(), "mountPath", volume.getValue()))
            .toList());
    return pod;
  }

  /** Executors load the view as the driver begins it: all need MySQL. */
  private List<Map<String, Object>> environment() {
    List<Map<String, Object>> all = new ArrayList<>();
    config.environment().forEach((name, value) -> all.add(Map.of("name", name, "value", value)));
    MysqlAccess mysql = config.mysql();
    all.add(Map.of("name", "LAMBDAX_MYSQL_URL", "value", mysql.url()));
    all.add(fromSecret("LAMBDAX_MYSQL_USER", mysql.secret(), mysql.userKey()));
    all.add(fromSecret("LAMBDAX_MYSQL_PASSWORD", mysql.secret(), mysql.passwordKey()));
    return all;
  }

  private static Map<String, Object> fromSecret(String name, String secret, String key) {
    return Map.of(
        "name", name, "valueFrom", Map.of("secretKeyRef", Map.of("name", secret, "key", key)));
  }
}
