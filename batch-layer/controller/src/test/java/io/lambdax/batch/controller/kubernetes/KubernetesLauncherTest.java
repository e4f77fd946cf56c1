package io.lambdax.batch.controller.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.lambdax.store.view.BatchRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesLauncherTest {

  /** uninstall_system.sh deletes by it what the chart does not know of. */
  private static final String PART_OF = "app.kubernetes.io/part-of";

  @Test
  void applicationsAndTheirPods_sayWhatTheyArePartOf() throws Exception {
    try (TestCluster cluster = new TestCluster();
        KubernetesLauncher launcher =
            cluster.launcher(Map.of("lambdax.mysql.user", "controller"))) {
      launcher.launch(run());
      GenericKubernetesResource application =
          cluster.application(cluster.applicationOf("token-of-it"));
      assertThat(application.getMetadata().getLabels()).containsEntry(PART_OF, "lambdax");
      for (String pod : new String[] {"driver", "executor"}) {
        Map<String, String> labels = application.get("spec", pod, "labels");
        assertThat(labels).as(pod).containsEntry(PART_OF, "lambdax");
      }
    }
  }

  private static BatchRun run() {
    return new BatchRun(
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
  }
}
