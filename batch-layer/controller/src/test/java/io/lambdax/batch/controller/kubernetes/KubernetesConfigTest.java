package io.lambdax.batch.controller.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesConfigTest {

  private static final String PATH = "lambdax.batch.kubernetes.";

  @Test
  void whatIsNotSetHasADefault() {
    KubernetesConfig config = with(Map.of());
    assertThat(config.name()).isEqualTo("lambdax-batch");
    assertThat(config.startDeadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.timeToLive()).isEqualTo(Duration.ofHours(6));
    assertThat(config.application().executors()).isEqualTo(1);
    assertThat(config.application().driver()).isEqualTo(new PodSize(1, "", "1200m", ""));
    assertThat(config.application().mysql().passwordKey()).isEqualTo("password");
    assertThat(config.application().image().sparkVersion()).isEqualTo("4.1.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image                 | ''               | LAMBDAX_BATCH_IMAGE",
        "service-account       | ''               | LAMBDAX_BATCH_SERVICE_ACCOUNT",
        "executor-service-account | No_Body     | the executors' service account, or nothing",
        "mysql-secret.name     | ''               | LAMBDAX_BATCH_MYSQL_SECRET",
        "mysql-secret.user-key | a b              | a key of the Secret",
        "namespace             | Jobs             | the name of a namespace, or nothing",
        "name                  | a-name-that-is-far-too-long | at most 20 lower case letters",
        "name                  | 1st              | a letter first",
        "image-pull-policy     | Sometimes        | Always, IfNotPresent or Never",
        "image-pull-secrets    | good Bad         | names of Secrets",
        "main-file             | /opt/job.jar     | local:///",
        "spark-version         | 4                | a version such as 4.1.3",
        "user-id               | 0                | 1 or more",
        "hadoop-config-map     | a/b              | the name of a ConfigMap, or nothing",
        "executor.instances    | 0                | 1 or more",
        "executor.memory       | 1Gi              | what the JVM takes, 1g or 512m",
        "driver.cores          | 0                | 1 or more",
        "driver.core-request   | half             | 500m or 0.5, or nothing",
        "driver.memory-overhead | 10%             | what the JVM takes, 384m, or nothing",
        "forward               | MY_API_TOKEN     | nothing secret",
        "forward               | LAMBDAX_MYSQL_USER | nothing secret",
        "forward               | A=b              | names of environment variables",
        "node-selector         | fast             | key=value, one a line",
        "tolerations           | only             | a JSON list of tolerations",
        "tolerations           | [1]              | a JSON list of tolerations",
        "tolerations           | [{\"kay\": \"a\"}] | with fields",
        "spark-conf            | nothing          | key=value, one a line",
        "spark-conf            | java.home=x      | keys that begin with spark.",
        "spark-conf            | spark.master=local | no key that the operator refuses",
        "spark-conf            | spark.executor.memory=9g | that has a setting of its own",
        "spark-conf            | spark.ssl.keyPassword=x  | no password",
        "start-deadline        | 0s               | at least PT1S",
        "time-to-live          | 1s               | at least PT1M",
      })
  void aWrongValueIsRefusedWithItsNameAndWhatWouldBeRight(
      String setting, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of(PATH + setting, value)))
        .withMessageContaining(PATH + setting + " is '")
        .withMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://mysql:3306/lambdax?user=a&password=seen",
    "jdbc:mysql://a:seen@mysql:3306/lambdax"
  })
  void anAddressWithAPasswordIsRefusedWithoutSayingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of("lambdax.mysql.url", url)))
        .withMessageContaining("lambdax.mysql.url holds a password")
        .withMessageNotContaining("seen");
  }

  private static KubernetesConfig with(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(TestCluster.settings());
    settings.put("lambdax.mysql.user", "controller");
    settings.putAll(more);
    return KubernetesConfig.from(
        ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()), Map.of());
  }
}
