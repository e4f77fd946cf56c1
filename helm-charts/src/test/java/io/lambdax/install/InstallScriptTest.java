package io.lambdax.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallScriptTest {

  private static final String INSTALL = "install_system.sh";

  /** What a first installation on minikube does, in this order. */
  private static final List<String> STEPS =
      List.of(
          "kubectl --context minikube create namespace lambdax",
          "kubectl --context minikube label namespace lambdax"
              + " app.kubernetes.io/managed-by=lambdax-install",
          "mvn .* -Pimages -DskipTests -Dimage.tag=\\S+ package",
          "minikube -p minikube image load importer/target/image.tar",
          "minikube -p minikube image load batch-layer/controller/target/image.tar",
          "minikube -p minikube image load batch-layer/job/target/image.tar",
          "minikube -p minikube image load speed-layer/target/image.tar",
          "minikube -p minikube image load serving-api/target/image.tar",
          "helm --kube-context minikube upgrade --install strimzi oci://\\S+ --version 1.2.0"
              + " -n lambdax --wait --timeout 15m",
          "helm --kube-context minikube upgrade --install spark-operator .*--version 2.5.2"
              + " -n lambdax --set spark.jobNamespaces=\\{lambdax\\} .*--wait --timeout 15m",
          "helm --kube-context minikube upgrade --install lambdax helm-charts/lambdax -n lambdax"
              + " -f helm-charts/lambdax/values-minikube.yaml --server-side=true --force-conflicts"
              + " --set-string image.tag=\\S+ --set-string image.registry="
              + " --set hooks.deadlineSeconds=840 --timeout 15m",
          "kubectl --context minikube -n lambdax wait kafka,kafkauser,kafkatopic --all --for=condition=Ready"
              + " --timeout=15m",
          "kubectl --context minikube -n lambdax rollout status statefulset -l app.kubernetes.io/part-of=lambdax --timeout=15m",
          "kubectl --context minikube -n lambdax create job --from=cronjob/lambdax-importer \\S+",
          "kubectl --context minikube -n lambdax rollout status deployment -l app.kubernetes.io/part-of=lambdax --timeout=15m");

  @TempDir private Path directory;
  private StandIns tools;

  @BeforeEach
  void standIns() throws IOException {
    tools = new StandIns(directory);
  }

  @Test
  void firstRun_doesEveryStepInOrder_andAsksAQuestion() {
    StandIns.End end = tools.run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertSteps(end.changes(), STEPS);
    assertThat(end.calls().get(end.calls().size() - 1))
        .contains("get --raw")
        .contains("/services/http:lambdax-serving-api:http/proxy/api/v1/correlation?x=market:DAX");
    assertThat(end.said())
        .contains("{\"r\":0.08,\"n\":209}")
        .contains("port-forward service/lambdax-serving-api 8080:http");
  }

  @Test
  void failureOfEachStep_endsThere_andShowsWhatIsNotWell() {
    for (int step = 0; step < STEPS.size(); step++) {
      StandIns.End end = tools.failingAt("^" + STEPS.get(step) + "$").run(INSTALL, "", "--yes");
      assertThat(end.code()).as(STEPS.get(step)).isNotZero();
      assertSteps(end.changes(), STEPS.subList(0, step + 1));
      assertThat(end.said())
          .contains("Not ready in namespace lambdax")
          .contains("Kafka lambdax: Ready=False NotSupported")
          .contains("-- lambdax-serving-api-0: events\nBack-off pulling image")
          .contains("-- lambdax-serving-api-0: last lines\nthe last line of a log")
          .doesNotContain("lambdax-mysql-0: events")
          .doesNotContain("Lambdax is installed");
    }
  }

  @Test
  void secondRun_upgrades_withDefinitionsFirst() {
    StandIns.End end =
        tools
            .having("namespace", "operators-crds", "strimzi", "spark-operator", "lambdax")
            .run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    List<String> steps = new ArrayList<>(STEPS.subList(2, STEPS.size()));
    String apply = "kubectl --context minikube apply --server-side --force-conflicts -f -";
    steps.add(steps.indexOf(STEPS.get(8)), apply);
    steps.add(steps.indexOf(STEPS.get(9)), apply);
    assertSteps(end.changes(), steps);
  }

  @Test
  void helm3_appliesAsItAlwaysDid() {
    StandIns.End end = tools.with("STAND_IN_HELM", "v3.21.0").run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.changes()).noneMatch(call -> call.matches("helm .*--(server-side|force).*"));
  }

  @Test
  void operatorsOfOthers_areUsed_andLeftAlone() {
    StandIns.End end =
        tools.having("strimzi-elsewhere", "spark-elsewhere").run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said())
        .contains("Strimzi runs in namespace kafka-system already")
        .contains("Spark operator runs in namespace spark-system already")
        .contains("must watch namespace lambdax");
    List<String> steps = new ArrayList<>(STEPS);
    steps.removeAll(STEPS.subList(8, 10));
    assertSteps(end.changes(), steps);
  }

  @Test
  void definitionsThatAnUninstallLeft_areNoOperator() {
    StandIns.End end = tools.having("operators-crds").run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertSteps(end.changes(), STEPS);
  }

  @Test
  void importThatFails_isSaid_withItsLastLines() {
    StandIns.End end = tools.having("crashed").with("STAND_IN_JOB", "/1").run(INSTALL, "", "--yes");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("the import failed").contains("why it crashed");
    assertSteps(end.changes(), STEPS.subList(0, STEPS.size() - 1));
  }

  @Test
  void importThatDoesNotEnd_isGivenUp() {
    StandIns.End end = tools.with("STAND_IN_JOB", "/").run(INSTALL, "", "--yes", "--timeout", "1s");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("has not ended within 1s");
  }

  @Test
  void otherSourcesThanTheSample_areAnsweredByTheStatus() {
    StandIns.End end = tools.having("other-sources").run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said()).contains("{\"view\":{\"id\":1}}");
  }

  @Test
  void installationThatWasCutOff_isNamedWithTheRemedy() {
    StandIns.End end = tools.having("lambdax", "lambdax-pending").run(INSTALL, "", "--yes");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("helm -n lambdax rollback lambdax");
    assertThat(end.changes()).isEmpty();
  }

  @Test
  void dryRun_printsEveryStep_andChangesNothing() {
    StandIns.End end = tools.run(INSTALL, "", "--dry-run");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.changes()).isEmpty();
    List<String> printed =
        end.said()
            .lines()
            .filter(line -> line.startsWith("+ "))
            .map(line -> line.substring(2).replace("\\", "").replace(StandIns.root() + "/", ""))
            .toList();
    List<String> steps = new ArrayList<>();
    STEPS.forEach(step -> steps.add(step.replace("image.registry= ", "image.registry='?'? ?")));
    steps.add("kubectl --context minikube get --raw .*correlation.*");
    // What bash quotes, it quotes in its own way.
    assertSteps(printed.stream().map(line -> line.replace("''", "")).toList(), steps);
  }

  @Test
  void withRegistry_pushesThere_andUsesTheContextOfKubectl() {
    StandIns.End end =
        tools.run(INSTALL, "", "--yes", "--registry", "registry.example/team/", "--timeout", "1h");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.calls()).noneMatch(call -> call.startsWith("minikube"));
    assertThat(end.calls()).noneMatch(call -> call.contains("--context"));
    assertThat(end.changes())
        .anyMatch(
            call ->
                call.startsWith("mvn ")
                    && call.contains("-Dimage.registry=registry.example/team/ ")
                    && call.contains("-Dimage.goal=build"))
        .anyMatch(
            call ->
                call.contains("upgrade --install lambdax")
                    && call.contains("-f helm-charts/lambdax/values-production.yaml")
                    && call.contains("image.registry=registry.example/team ")
                    && call.contains("hooks.deadlineSeconds=3540 ")
                    && call.endsWith("--timeout 1h"));
  }

  @Test
  void valuesAndNames_withSpaces_arriveWhole() throws IOException {
    Path values = Files.writeString(directory.resolve("my values.yaml"), "{}");
    StandIns.End end =
        tools.run(
            INSTALL,
            "",
            "--yes",
            "--namespace",
            "other",
            "--profile",
            "p2",
            "--values",
            values.toString());
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.changes())
        .anyMatch(call -> call.startsWith("helm --kube-context p2 upgrade --install lambdax"))
        .anyMatch(call -> call.contains(" -n other -f " + values + " --server-side"))
        .anyMatch(call -> call.contains("--set spark.jobNamespaces={other}"));
  }

  @Test
  void anythingButYes_doesNothing() {
    StandIns.End end = tools.run(INSTALL, "n");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said())
        .contains("Install Lambdax in namespace lambdax of minikube?")
        .contains("nothing was done");
    assertThat(end.changes()).isEmpty();
    assertThat(tools.run(INSTALL, "y").code()).isZero();
  }

  @Test
  void imageThatMinikubeDidNotTake_isNamed() {
    StandIns.End end = tools.having("no-batch-job").run(INSTALL, "", "--yes");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("minikube did not take lambdax/batch-job:");
    assertThat(end.calls()).noneMatch(call -> call.contains("upgrade --install"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STAND_IN_HELM       | v3.12.0    | helm is version 3.12.0, and 3.14.0 or newer",
        "STAND_IN_MINIKUBE   | v1.30.1    | minikube is version 1.30.1, and 1.34.0 or newer",
        "STAND_IN_KUBERNETES | v1.29.4    | Kubernetes is version 1.29.4, and 1.30.0 or newer",
        "STAND_IN_HAS        | no-cluster | the cluster does not answer",
        "STAND_IN_CPUS       | 2          | the node has 2 CPUs, and 4 are needed",
        "STAND_IN_MEMORY     | 4000000Ki  | the node has 3906 MiB, and 9500 are needed",
        "STAND_IN_FAIL       | minikube.*status | minikube's profile 'minikube' does not run",
      })
  void clusterThatWillNotDo_isRefused_withTheRemedy(String what, String value, String message) {
    StandIns.End end = tools.with(what, value).run(INSTALL, "", "--yes");
    assertThat(end.code()).as(end.said()).isEqualTo(1);
    assertThat(end.said()).contains(message);
    assertThat(end.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubectl", "helm", "mvn", "minikube"})
  void missingTool_isNamed(String tool) throws IOException {
    StandIns.End end = tools.without(tool).run(INSTALL, "", "--yes");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("there is no " + tool + " on PATH: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--frob              | unknown option '--frob'",
        "--namespace         | --namespace needs a value",
        "--namespace=x       | unknown option '--namespace=x'",
        "--namespace A_b     | --namespace 'A_b' is no name that Kubernetes takes",
        "--namespace $(id)   | --namespace '$(id)' is no name that Kubernetes takes",
        "--timeout soon      | --timeout 'soon' is no time such as 15m",
        "--values nowhere.yaml | --values nowhere.yaml: there is no such file",
      })
  void wrongArguments_areNamed(String arguments, String message) {
    StandIns.End end = tools.run(INSTALL, "", arguments.split(" "));
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).startsWith("install_system.sh: ").contains(message);
    assertThat(end.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"install_system.sh", "uninstall_system.sh", "run_local.sh", ".ci/run"})
  void shellcheck_findsNothing(String script) throws Exception {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place, "shellcheck")));
    if (Boolean.getBoolean("lambdax.shellcheck.required")) {
      assertThat(there).as("shellcheck is on PATH").isTrue();
    }
    assumeTrue(there, "skipped: no shellcheck on PATH");
    Path said = directory.resolve("shellcheck.out");
    int code =
        new ProcessBuilder("shellcheck", StandIns.root().resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(said)).isZero();
  }

  static void assertSteps(List<String> calls, List<String> steps) {
    assertThat(calls).as("%s", calls).hasSameSizeAs(steps);
    assertThat(IntStream.range(0, steps.size()))
        .allSatisfy(i -> assertThat(calls.get(i)).matches(steps.get(i)));
  }
}
