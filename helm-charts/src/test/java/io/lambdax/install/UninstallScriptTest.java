package io.lambdax.install;

import static io.lambdax.install.InstallScriptTest.assertSteps;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallScriptTest {

  private static final String UNINSTALL = "uninstall_system.sh";
  private static final String[] ALL = {
    "namespace", "operators-crds", "strimzi", "spark-operator", "lambdax"
  };

  /**
   * Jobs before what they would make anew, topics before Kafka, runs after the controller, the
   * operators after what they look after.
   */
  private static final List<String> STEPS =
      List.of(
          "kubectl -n lambdax delete jobs"
              + " -l app.kubernetes.io/part-of=lambdax,app.kubernetes.io/instance=lambdax --timeout=10m",
          "kubectl -n lambdax delete kafkatopics -l strimzi.io/cluster=lambdax --timeout=10m",
          "helm -n lambdax uninstall lambdax --wait --timeout 10m",
          "kubectl -n lambdax delete sparkapplications -l app.kubernetes.io/part-of=lambdax"
              + " --timeout=10m",
          "kubectl -n lambdax wait strimzipodsets -l strimzi.io/cluster=lambdax --for=delete"
              + " --timeout=10m",
          "kubectl -n lambdax delete persistentvolumeclaims -l strimzi.io/cluster=lambdax"
              + " --timeout=10m",
          "helm -n lambdax uninstall spark-operator --wait --timeout 10m",
          "helm -n lambdax uninstall strimzi --wait --timeout 10m");

  private static final List<String> DATA =
      List.of(
          "kubectl -n lambdax delete persistentvolumeclaims,secrets"
              + " -l app.kubernetes.io/part-of=lambdax --timeout=10m",
          "kubectl delete namespace lambdax --timeout=10m");

  @TempDir private Path directory;
  private StandIns tools;

  @BeforeEach
  void standIns() throws IOException {
    tools = new StandIns(directory).having(ALL);
  }

  @Test
  void keepsVolumesAndSecrets() {
    StandIns.End end = tools.run(UNINSTALL, "y");
    assertThat(end.code()).as(end.said()).isZero();
    assertSteps(end.changes(), STEPS);
    assertThat(end.said())
        .contains("from namespace lambdax of a-real-cluster?")
        .contains("volumes of HDFS and MySQL are kept");
  }

  @Test
  void anythingButYes_doesNothing() {
    StandIns.End end = tools.run(UNINSTALL, "");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("nothing was done");
    assertThat(end.changes()).isEmpty();
  }

  @Test
  void purge_asksForTheName_andRemovesData() {
    StandIns.End refused = tools.run(UNINSTALL, "yes", "--purge");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("ALL ITS DATA").contains("nothing was done");
    assertThat(refused.changes()).isEmpty();

    StandIns.End end = tools.run(UNINSTALL, "lambdax", "--purge");
    assertThat(end.code()).as(end.said()).isZero();
    List<String> steps = new ArrayList<>(STEPS);
    steps.addAll(DATA);
    assertSteps(end.changes(), steps);
  }

  @Test
  void purge_leavesANamespaceThatIsNotOurs() {
    StandIns.End end =
        tools.with("STAND_IN_MADE_BY", "somebody").run(UNINSTALL, "", "--purge", "--yes");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.changes()).noneMatch(call -> call.contains("delete namespace"));
  }

  @Test
  void removesOnlyWhatIsThere() {
    StandIns.End end = tools.having("namespace", "lambdax").run(UNINSTALL, "y");
    assertThat(end.code()).as(end.said()).isZero();
    assertSteps(end.changes(), List.of(STEPS.get(0), STEPS.get(2), STEPS.get(5)));

    StandIns.End nothing = tools.having().run(UNINSTALL, "y");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.said()).contains("nothing to remove");
    assertThat(nothing.changes()).isEmpty();
  }

  @Test
  void dryRun_changesNothing() {
    StandIns.End end = tools.run(UNINSTALL, "", "--dry-run", "--purge");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.changes()).isEmpty();
    assertThat(end.said().lines().filter(line -> line.startsWith("+ ")))
        .hasSize(STEPS.size() + DATA.size());
  }

  @Test
  void failureOfEachStep_endsThere() {
    for (int step = 0; step < STEPS.size(); step++) {
      if (STEPS.get(step).contains("kafkatopics")) {
        continue; // which it can go on without
      }
      StandIns.End end = tools.failingAt("^" + STEPS.get(step) + "$").run(UNINSTALL, "y");
      assertThat(end.code()).as(STEPS.get(step)).isNotZero();
      assertSteps(end.changes(), STEPS.subList(0, step + 1));
    }
  }

  @Test
  void topicsThatABrokenKafkaKeeps_goWithoutIt() {
    StandIns.End end = tools.failingAt("^" + STEPS.get(1) + "$").run(UNINSTALL, "y");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said()).contains("Strimzi did not delete the topics within 10m");
    List<String> steps = new ArrayList<>(STEPS);
    for (String topic : List.of("facts", "imports")) {
      steps.add(
          2 + steps.size() - STEPS.size(),
          "kubectl -n lambdax patch kafkatopic.kafka.strimzi.io/lambdax-"
              + topic
              + " --type=merge -p \\{\"metadata\":\\{\"finalizers\":null\\}\\}");
    }
    assertSteps(end.changes(), steps);
  }

  @Test
  void profile_isTheContextOfBothTools() {
    StandIns.End end = tools.run(UNINSTALL, "y", "--profile", "p2");
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.calls())
        .allMatch(
            call ->
                call.startsWith("kubectl --context p2 ")
                    || call.startsWith("helm --kube-context p2 "));
  }
}
