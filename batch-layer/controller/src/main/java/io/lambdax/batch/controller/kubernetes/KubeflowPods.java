package io.lambdax.batch.controller.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields {@code driver} and {@code executor} of Kubeflow's SparkApplication. */
final class KubeflowPods {

  private final ApplicationConfig config;
  private final Map<String, String> labels;

  KubeflowPods(ApplicationConfig config, Map<String, String> labels) {
    this.config = config;
    this.labels = labels;
  }

  /** Only the driver talks to MySQL, so only it gets the password. */
  Map<String, Object> driver() {
    Map<String, Object> driver = pod(config.driver());
    driver.put("serviceAccount", config.serviceAccount());
    List<Map<String, Object>> environment = environment();
    MysqlAccess mysql = config.mysql();
    environment.add(Map.of("name", "LAMBDAX_MYSQL_URL", "value", mysql.url()));
    environment.add(fromSecret("LAMBDAX_MYSQL_USER", mysql.secret(), mysql.userKey()));
    environment.add(fromSecret("LAMBDAX_MYSQL_PASSWORD", mysql.secret(), mysql.passwordKey()));
    driver.put("env", environment);
    return driver;
  }

  Map<String, Object> executor() {
    Map<String, Object> executor = pod(config.executor());
    executor.put("instances", config.executors());
    executor.put("env", environment());
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
    // What the restricted pod security standard asks for.
    pod.put(
        "securityContext",
        Map.of(
            "runAsNonRoot", true,
            "runAsUser", config.userId(),
            "runAsGroup", config.userId(),
            "allowPrivilegeEscalation", false,
            "capabilities", Map.of("drop", List.of("ALL")),
            "seccompProfile", Map.of("type", "RuntimeDefault")));
    return pod;
  }

  private List<Map<String, Object>> environment() {
    List<Map<String, Object>> all = new ArrayList<>();
    config.environment().forEach((name, value) -> all.add(Map.of("name", name, "value", value)));
    return all;
  }

  private static Map<String, Object> fromSecret(String name, String secret, String key) {
    return Map.of(
        "name", name, "valueFrom", Map.of("secretKeyRef", Map.of("name", secret, "key", key)));
  }
}
