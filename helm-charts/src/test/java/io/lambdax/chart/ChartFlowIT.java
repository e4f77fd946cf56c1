package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.testing.BuiltPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole flow with what the chart gives each part: environment, files, users and rights of
 * Kafka, MySQL and HDFS. The controller starts the job as a process, for there is no cluster.
 */
class ChartFlowIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> PARTS = List.of("speed-layer", "controller", "serving-api");
  private static final Pattern METRIC =
      Pattern.compile("lambdax_[a-z_]+|jvm_memory_used_bytes|process_cpu_usage");
  private static final String QUESTION =
      "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases"
          + "&xTransform=return&yTransform=growth7&lag=14";

  @TempDir Path directory;

  @Test
  void fromTheFirstImportToAnAnswer_everyPartMayDoWhatItMust() throws Exception {
    Rendered rendered =
        Chart.render(Variant.DEFAULT.with("monitoring: {prometheusRule: true, dashboard: true}"));
    try (OneMachine machine = new OneMachine(rendered, directory)) {
      machine.start("speed-layer", Map.of());
      machine.start("controller", processLauncher(rendered, machine));
      machine.start("serving-api", Map.of());
      ends(machine, "schema");
      ends(machine, "importer");

      await()
          .atMost(Duration.ofMinutes(2))
          .failFast(() -> assertThat(refusals(machine)).isEmpty())
          .untilAsserted(() -> assertThat(get(machine, QUESTION).statusCode()).isEqualTo(200));
      JsonNode answer = Chart.YAML.readTree(get(machine, QUESTION).body());
      assertThat(answer.path("r").isNumber()).as(answer.toString()).isTrue();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                for (String part : PARTS) {
                  assertThat(get(machine, part, "/readyz").statusCode()).as(part).isEqualTo(200);
                }
              });
      assertThat(get(machine, "/readyz").body()).contains("\"memcached\":\"ok\"");

      assertThat(measured(machine)).containsAll(watched(rendered));

      ends(machine, "maintenance");
      assertThat(refusals(machine)).isEmpty();
    }
  }

  /** Where Spark's operator would start the job: with the job's own user of MySQL. */
  private static Map<String, String> processLauncher(Rendered rendered, OneMachine machine)
      throws IOException {
    Map<String, String> told =
        rendered.environment(rendered.workload("controller").containers().get(0));
    String secret = told.get("LAMBDAX_BATCH_MYSQL_SECRET") + "/";
    Map<String, String> more = new HashMap<>();
    more.put("LAMBDAX_BATCH_LAUNCHER", "process");
    more.put("LAMBDAX_BATCH_CLASSPATH", BuiltPart.classPath("batch-layer/job"));
    more.put(
        "LAMBDAX_BATCH_JAVA_OPTIONS",
        "-Xmx1g -XX:TieredStopAtLevel=1 -Dlambdax.mysql.user=%s -Dlambdax.mysql.password=%s"
            .formatted(
                machine.secret(secret + told.get("LAMBDAX_BATCH_MYSQL_USER_KEY")),
                machine.secret(secret + told.get("LAMBDAX_BATCH_MYSQL_PASSWORD_KEY"))));
    more.put("LAMBDAX_BATCH_LOG", machine.log("batch-job").toString());
    more.put("HADOOP_CONF_DIR", machine.hadoopClient().toString());
    return more;
  }

  /** The metrics that alerts and the dashboard ask for and that are the parts' own. */
  private static Set<String> watched(Rendered rendered) {
    String asked =
        rendered.one("PrometheusRule", "lambdax").toString()
            + rendered.one("ConfigMap", "lambdax-dashboard");
    Set<String> names = new TreeSet<>();
    METRIC.matcher(asked).results().forEach(found -> names.add(found.group()));
    assertThat(names).contains("lambdax_realtime_gap", "lambdax_speed_pairs_total");
    return names;
  }

  private static Set<String> measured(OneMachine machine) throws Exception {
    Set<String> names = new TreeSet<>();
    for (String part : PARTS) {
      METRIC
          .matcher(get(machine, part, "/metrics").body())
          .results()
          .forEach(found -> names.add(found.group()));
    }
    return names;
  }

  private static void ends(OneMachine machine, String component) throws Exception {
    Process process = machine.start(component, Map.of());
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(component + " ends").isTrue();
    assertThat(process.exitValue()).as(() -> text(machine.log(component))).isZero();
  }

  /** Lines of the logs that say that somebody may not do something. */
  private static String refusals(OneMachine machine) {
    StringBuilder found = new StringBuilder();
    for (String component :
        new String[] {
          "speed-layer", "controller", "serving-api", "importer", "batch-job", "maintenance"
        }) {
      if (Files.exists(machine.log(component))) {
        text(machine.log(component))
            .lines()
            .filter(
                line ->
                    line.matches(
                        "(?i).*(not authorized|AuthorizationException|Permission denied|authentication failed|(SELECT|INSERT|UPDATE|DELETE) command denied).*"))
            .forEach(line -> found.append(component).append(": ").append(line).append('\n'));
      }
    }
    return found.toString();
  }

  private static HttpResponse<String> get(OneMachine machine, String path) throws Exception {
    return get(machine, "serving-api", path);
  }

  private static HttpResponse<String> get(OneMachine machine, String component, String path)
      throws Exception {
    String port = Files.readString(machine.portFile(component)).trim();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
