package io.lambdax.batch.controller.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.lambdax.batch.controller.kubernetes.ApplicationStatus.Phase;
import io.lambdax.store.view.BatchRun;
import io.lambdax.testing.CrdSchema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeflowOperatorTest {

  private static final String PATH = "lambdax.batch.kubernetes.";
  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry(PATH + "image-pull-secrets", "first, second"),
          Map.entry(PATH + "hadoop-config-map", "hadoop"),
          Map.entry(PATH + "node-selector", "disk=fast\nexample.org/zone=a"),
          Map.entry(
              PATH + "tolerations",
              "[{\"key\":\"only\",\"operator\":\"Exists\",\"tolerationSeconds\":30}]"),
          Map.entry(PATH + "executor-service-account", "nobody"),
          Map.entry(PATH + "mysql-secret.password-key", "batch-password"),
          Map.entry(PATH + "spark-conf", "spark.ui.enabled=true\n spark.task.maxFailures = 2"),
          Map.entry(PATH + "driver.core-request", "250m"),
          Map.entry(PATH + "driver.memory", "3g"),
          Map.entry(PATH + "driver.memory-overhead", "512m"),
          Map.entry(PATH + "executor.instances", "5"),
          Map.entry(PATH + "executor.cores", "2"),
          Map.entry(PATH + "executor.memory", "6g"),
          Map.entry(PATH + "time-to-live", "90 minutes"));

  @Test
  void whateverIsSet_theApplicationIsValidByTheOperatorsOwnCrd() {
    CrdSchema crd =
        CrdSchema.sharedOrSkip("sparkoperator.k8s.io_sparkapplications.yaml", "v1beta2");
    assertThat(crd.problems(application(Map.of()))).isEmpty();
    assertThat(crd.problems(application(EVERYTHING))).isEmpty();
  }

  @Test
  void sizesNumberAndTimeToLiveAreThoseOfTheConfiguration() {
    GenericKubernetesResource application = application(EVERYTHING);
    assertThat(number(application, "executor", "instances")).isEqualTo(5);
    assertThat(number(application, "executor", "cores")).isEqualTo(2);
    assertThat(text(application, "executor", "memory")).isEqualTo("6g");
    assertThat(text(application, "driver", "memory")).isEqualTo("3g");
    assertThat(text(application, "driver", "memoryOverhead")).isEqualTo("512m");
    assertThat(text(application, "driver", "coreRequest")).isEqualTo("250m");
    assertThat(number(application, "timeToLiveSeconds")).isEqualTo(90 * 60);
    assertThat(text(application, "hadoopConfigMap")).isEqualTo("hadoop");
    assertThat(field(application, "imagePullSecrets")).isEqualTo(List.of("first", "second"));
    String ours = "/opt/lambdax/classpath/*:/opt/lambdax/libs/*";
    assertThat(field(application, "sparkConf"))
        .isEqualTo(
            Map.of(
                "spark.ui.enabled",
                "true",
                "spark.task.maxFailures",
                "2",
                "spark.driver.extraClassPath",
                ours,
                "spark.executor.extraClassPath",
                ours));
    assertThat(text(application, "mainApplicationFile"))
        .matches("local:///opt/lambdax/classpath/lambdax-batch-job-[0-9.]+(-SNAPSHOT)?\\.jar");
    assertThat(text(application, "sparkVersion")).matches("[0-9.]+");
  }

  @Test
  void theOperatorNeverTriesAgain_forEachAttemptHasATokenOfItsOwn() {
    GenericKubernetesResource application = application(Map.of());
    assertThat(field(application, "restartPolicy")).isEqualTo(Map.of("type", "Never"));
    assertThat(field(application, "arguments"))
        .isEqualTo(List.of("--lake-id", "lake", "--version", "7", "--token", "token-of-it"));
  }

  @Test
  void driverAndExecutorsGetMysqlsPasswordOnlyByReference() {
    GenericKubernetesResource application = application(EVERYTHING);
    assertThat(Serialization.asJson(application)).doesNotContain("not-to-be-shown");
    for (String pod : List.of("driver", "executor")) {
      assertThat(environment(application, pod))
          .containsEntry(
              "LAMBDAX_MYSQL_PASSWORD",
              Map.of("secretKeyRef", Map.of("name", "mysql", "key", "batch-password")))
          .containsEntry(
              "LAMBDAX_MYSQL_USER", Map.of("secretKeyRef", Map.of("name", "mysql", "key", "user")))
          .containsEntry("LAMBDAX_MYSQL_URL", "jdbc:mysql://mysql:3306/lambdax");
    }
  }

  @Test
  void podsGetTheEnvironmentThatIsForwarded_andTheApplicationsLabels() {
    GenericKubernetesResource application = application(Map.of());
    for (String pod : List.of("driver", "executor")) {
      assertThat(environment(application, pod))
          .containsEntry("LAMBDAX_LAKE_URI", "hdfs://lambdax/lambdax")
          .doesNotContainKeys("HOME", "LAMBDAX_BATCH_PROFILES");
      assertThat(field(application, pod, "labels")).isEqualTo(Map.of("a", "label"));
      assertThat(field(application, pod, "securityContext"))
          .asString()
          .contains("runAsNonRoot=true");
    }
  }

  @Test
  void executorsHaveAnAccountOfTheirOwn_whereOneIsNamed() {
    assertThat(text(application(EVERYTHING), "driver", "serviceAccount")).isEqualTo("batch-job");
    assertThat(text(application(EVERYTHING), "executor", "serviceAccount")).isEqualTo("nobody");
    assertThat(field(application(Map.of()), "executor", "serviceAccount")).isNull();
  }

  @Test
  void podsRunWhereTheyMay() {
    for (String pod : List.of("driver", "executor")) {
      assertThat(field(application(EVERYTHING), pod, "nodeSelector"))
          .isEqualTo(Map.of("disk", "fast", "example.org/zone", "a"));
      assertThat(field(application(EVERYTHING), pod, "tolerations"))
          .isEqualTo(List.of(Map.of("key", "only", "operator", "Exists", "tolerationSeconds", 30)));
      assertThat(field(application(Map.of()), pod, "nodeSelector")).isNull();
      assertThat(field(application(Map.of()), pod, "tolerations")).isNull();
    }
  }

  @Test
  void podsWriteInVolumesAlone() {
    GenericKubernetesResource application = application(Map.of());
    assertThat(field(application, "volumes"))
        .isEqualTo(
            List.of(
                Map.of("name", "tmp", "emptyDir", Map.of()),
                Map.of("name", "work", "emptyDir", Map.of())));
    for (String pod : List.of("driver", "executor")) {
      assertThat(field(application, pod, "securityContext"))
          .asString()
          .contains("readOnlyRootFilesystem=true");
      assertThat(field(application, pod, "volumeMounts"))
          .isEqualTo(
              List.of(
                  Map.of("name", "tmp", "mountPath", "/tmp"),
                  Map.of("name", "work", "mountPath", "/opt/spark/work-dir")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', PENDING",
    "SUBMITTED, PENDING",
    "SUBMISSION_FAILED, PENDING",
    "PENDING_RERUN, PENDING",
    "SUSPENDED, PENDING",
    "RUNNING, RUNNING",
    "SUCCEEDING, RUNNING",
    "FAILING, RUNNING",
    "UNKNOWN, RUNNING",
    "COMPLETED, ENDED",
    "FAILED, ENDED"
  })
  void statesOfTheOperatorArePhasesOfOurs(String state, Phase phase) {
    GenericKubernetesResource application = new GenericKubernetesResource();
    application.setAdditionalProperty(
        "status", Map.of("applicationState", Map.of("state", state, "errorMessage", "so it is")));
    ApplicationStatus status = operator(Map.of()).status(application);
    assertThat(status.phase()).isEqualTo(phase);
    assertThat(status.inWords()).endsWith(": so it is");
  }

  @Test
  void anApplicationThatTheOperatorHasNotSeenYet_isPending() {
    ApplicationStatus status = operator(Map.of()).status(application(Map.of()));
    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(status.inWords()).isEqualTo("NEW");
  }

  private static KubeflowOperator operator(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(TestCluster.settings());
    settings.put("lambdax.mysql.url", "jdbc:mysql://mysql:3306/lambdax");
    settings.put("lambdax.mysql.user", "not-to-be-shown-either");
    settings.put("lambdax.mysql.password", "not-to-be-shown");
    settings.putAll(more);
    Config root = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    KubernetesConfig config =
        KubernetesConfig.from(
            root, Map.of("LAMBDAX_LAKE_URI", "hdfs://lambdax/lambdax", "HOME", "/home/lambdax"));
    return new KubeflowOperator(config.application(), config.timeToLive());
  }

  private static GenericKubernetesResource application(Map<String, String> more) {
    BatchRun run =
        new BatchRun(
            1,
            "lake",
            7,
            1,
            "token-of-it",
            BatchRun.State.LAUNCHED,
            Instant.parse("2020-12-14T12:00:00Z"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return operator(more)
        .application(
            run, new ObjectMetaBuilder().withName("one").addToLabels("a", "label").build());
  }

  private static Object field(GenericKubernetesResource application, String... path) {
    Object value = application.getAdditionalProperties().get("spec");
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }

  private static String text(GenericKubernetesResource application, String... path) {
    return (String) field(application, path);
  }

  private static long number(GenericKubernetesResource application, String... path) {
    return ((Number) field(application, path)).longValue();
  }

  /** Values, or where they come from, by name. */
  private static Map<String, Object> environment(
      GenericKubernetesResource application, String pod) {
    Map<String, Object> found = new HashMap<>();
    for (Object entry : (List<?>) field(application, pod, "env")) {
      Map<?, ?> variable = (Map<?, ?>) entry;
      Object value = variable.get("value");
      found.put((String) variable.get("name"), value == null ? variable.get("valueFrom") : value);
    }
    return found;
  }
}
