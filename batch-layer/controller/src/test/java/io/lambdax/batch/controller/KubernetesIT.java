package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.lambdax.batch.controller.kubernetes.KubernetesLauncher;
import io.lambdax.batch.controller.kubernetes.TestCluster;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.Switched;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Runs as SparkApplications, over a real MariaDB and a {@link TestCluster}, which says what is not
 * real about it. The test plays the job, with the store's own classes, and steps the controller.
 */
class KubernetesIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration STALE = Duration.ofSeconds(2);
  private static final Duration BACKOFF = Duration.ofMillis(300);
  private static final String NO_LOOKS = "1 hour";

  private final String name = "kube" + UUID.randomUUID().toString().substring(0, 8);
  private final Target target = new Target("lake-" + name, 7, 1);
  private final TestCluster cluster = new TestCluster();
  private final Database database = TestDatabase.of(name).open();
  private final RunStore runs = new RunStore(database);
  private final List<Controlling> controllers = new ArrayList<>();

  /** A controller, without the loop around it. */
  private record Controlling(Reconciler reconciler, KubernetesLauncher launcher) {}

  @AfterEach
  void close() throws Exception {
    controllers.forEach(controller -> controller.launcher().close());
    database.close();
    cluster.close();
  }

  @Test
  void submittedThenRunningThenCompleted_oneRunAndTheViewIsCovered() throws Exception {
    Controlling controller = controller(Map.of());
    BatchRun run = launched(controller, 1);
    String application = cluster.applicationOf(run.token());
    assertThat(application).matches("lambdax-batch-v7-a1-[0-9a-f]{8}");
    cluster.state(application, "SUBMITTED");
    // Its driver waits for a place, and then starts, longer than it may be silent: no failure.
    outlivesItsSilence(controller, run, 2);
    cluster.state(application, "RUNNING");
    outlivesItsSilence(controller, run, 4);
    assertThat(runs.heartbeat(run.token())).isTrue();
    step(controller, Progress.State.RUNNING);
    assertThat(flip(run).done()).isTrue();
    cluster.state(application, "COMPLETED");
    step(controller, Progress.State.COVERED);
    assertThat(runs.attempts(target.lakeId(), 7)).hasSize(1);
    assertThat(cluster.applications()).as("kept for its log").containsExactly(application);
  }

  private void outlivesItsSilence(Controlling controller, BatchRun run, int times) {
    until(
        controller,
        () ->
            run(run)
                .heartbeatAt()
                .filter(at -> at.isAfter(run.launchedAt().plus(STALE.multipliedBy(times))))
                .isPresent());
    assertThat(run(run).state()).isEqualTo(BatchRun.State.LAUNCHED);
  }

  @Test
  void anApplicationThatFails_isTriedAgainAsTheNextAttemptAfterAWait() throws Exception {
    Controlling controller = controller(Map.of());
    BatchRun first = launched(controller, 1);
    cluster.state(
        cluster.applicationOf(first.token()), "FAILED", "driver container failed: exit code 137");
    BatchRun second = launched(controller, 2);
    assertThat(run(first).message().orElseThrow())
        .containsPattern("-v7-a1-\\w+ is FAILED: driver container failed: exit code 137");
    assertThat(second.launchedAt())
        .isAfterOrEqualTo(run(first).finishedAt().orElseThrow().plus(BACKOFF));
    assertThat(cluster.applicationOf(second.token())).contains("-v7-a2-");
    assertThat(flip(second).done()).isTrue();
    step(controller, Progress.State.COVERED);
  }

  @Test
  void aDriverThatNeverStarts_isDeletedAtTheDeadlineAndGivenUpWithTheReason() throws Exception {
    Controlling controller =
        controller(Map.of("lambdax.batch.kubernetes.start-deadline", "1500 ms"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      String application = cluster.applicationOf(launched(controller, attempt).token());
      cluster.state(application, "SUBMITTED");
      cluster.podWaits(application, "ImagePullBackOff", "Back-off pulling image \"x:1\"");
    }
    Progress end = step(controller, Progress.State.GAVE_UP);
    assertThat(end.problem().orElseThrow())
        .contains("version 7 failed 2 times")
        .contains("is still SUBMITTED after 1 s (ImagePullBackOff: Back-off pulling image");
    assertThat(cluster.applications()).isEmpty();
  }

  @Test
  void aControllerThatWasAwayForLong_adoptsTheApplicationThatStillWaits() throws Exception {
    Controlling first = controller(Map.of());
    BatchRun run = launched(first, 1);
    String application = cluster.applicationOf(run.token());
    cluster.state(application, "SUBMITTED");
    first.launcher().close();
    await().atMost(SOON).until(() -> runs.live(STALE).isEmpty());

    Controlling second = controller(Map.of());
    step(second, Progress.State.RUNNING);
    cluster.state(application, "RUNNING");
    assertThat(runs.heartbeat(run.token())).isTrue();
    assertThat(flip(run).done()).isTrue();
    step(second, Progress.State.COVERED);
    assertThat(runs.attempts(target.lakeId(), 7)).hasSize(1);
    assertThat(cluster.applications()).containsExactly(application);
  }

  @Test
  void anAdoptedRunWhoseApplicationFailedMeanwhile_isTriedAgainWithThatReason() throws Exception {
    Controlling first = controller(Map.of());
    BatchRun run = launched(first, 1);
    assertThat(runs.heartbeat(run.token())).isTrue();
    first.launcher().close();
    cluster.state(cluster.applicationOf(run.token()), "FAILED", "evicted");
    BatchRun next = launched(controller(Map.of()), 2);
    assertThat(next.attempt()).isEqualTo(2);
    assertThat(run(run).message().orElseThrow()).contains("is FAILED: evicted");
  }

  @Test
  void askedTwice_thereIsOneApplication_andNoneOfAnotherRunIsTaken() throws Exception {
    Controlling first = controller(Map.of());
    Controlling second = controller(Map.of());
    BatchRun run = runs.launch(target.lakeId(), 7, "mine", STALE).orElseThrow();
    assertThat(first.launcher().launch(run).end()).isEmpty();
    assertThat(second.launcher().launch(run).end()).isEmpty();
    assertThat(cluster.applications()).hasSize(1);

    cluster.pass(cluster.applicationOf("mine"), "another's");
    assertThatIOException()
        .isThrownBy(() -> second.launcher().launch(run))
        .withMessageContaining("belongs to another run than mine");
    assertThat(second.launcher().adopt(run)).isEmpty();
  }

  @Test
  void aDatabaseThatComesBackEmpty_getsARunAnew_besideTheApplicationOfTheOldOne() throws Exception {
    Controlling controller = controller(Map.of());
    BatchRun lost = launched(controller, 1);
    database.execute(handle -> handle.execute("delete from batch_run"));
    BatchRun anew = launched(controller, 1);
    assertThat(cluster.applicationOf(anew.token()))
        .isNotEqualTo(cluster.applicationOf(lost.token()));
    assertThat(flip(anew).done()).isTrue();
    step(controller, Progress.State.COVERED);
  }

  @Test
  void twoControllersAtOnce_launchOneRunAndBothSeeItsEnd() throws Exception {
    List<Controlling> both = List.of(controller(Map.of()), controller(Map.of()));
    await()
        .atMost(SOON)
        .until(
            () ->
                both.parallelStream()
                    .map(one -> one.reconciler().step(target).state())
                    .allMatch(Progress.State.RUNNING::equals));
    BatchRun run = runs.attempts(target.lakeId(), 7).get(0);
    String application = cluster.applicationOf(run.token());
    cluster.state(application, "RUNNING");
    assertThat(runs.heartbeat(run.token())).isTrue();
    assertThat(flip(run).done()).isTrue();
    cluster.state(application, "COMPLETED");
    for (Controlling one : both) {
      step(one, Progress.State.COVERED);
    }
    assertThat(runs.attempts(target.lakeId(), 7)).hasSize(1);
    assertThat(cluster.applications()).containsExactly(application);
  }

  @Test
  void aSilentDriverIsReplacedAndDeleted_andWhicheverFinishesFirstOnlyTheNewOneCounts()
      throws Exception {
    for (boolean oldFirst : new boolean[] {true, false}) {
      Target now = new Target(target.lakeId(), oldFirst ? 8 : 9, 1);
      Controlling controller = controller(Map.of());
      BatchRun old = launched(controller, now, 1);
      String oldApplication = cluster.applicationOf(old.token());
      cluster.state(oldApplication, "RUNNING");
      assertThat(runs.heartbeat(old.token())).isTrue();
      // Nothing is heard of it any more, but it works on.
      BatchRun replacement = launched(controller, now, 2);
      assertThat(cluster.applications()).doesNotContain(oldApplication);
      if (oldFirst) {
        assertThat(flip(old).done()).isFalse();
        assertThat(flip(replacement).done()).isTrue();
      } else {
        assertThat(flip(replacement).done()).isTrue();
        assertThat(flip(old).done()).isFalse();
      }
      assertThat(run(old).state()).isEqualTo(BatchRun.State.SUPERSEDED);
      assertThat(run(replacement).state()).isEqualTo(BatchRun.State.SUCCEEDED);
      assertThat(database.snapshot(BatchView::current).orElseThrow().token())
          .isEqualTo(replacement.token());
    }
  }

  @Test
  void aWatchThatBreaks_isOpenedAgainAndTellsWhatHappenedMeanwhile() throws Exception {
    Controlling controller = controller(Map.of("lambdax.batch.kubernetes.look-every", NO_LOOKS));
    BatchRun run = launched(controller, 1);
    String application = cluster.applicationOf(run.token());
    cluster.state(application, "SUBMITTED");
    until(controller, () -> run(run).heartbeatAt().isPresent());
    cluster.cut();
    cluster.state(application, "FAILED", "while nobody looked");
    cluster.heal();
    launched(controller, 2);
    assertThat(run(run).message().orElseThrow()).contains("while nobody looked");
  }

  @Test
  void anApiServerThatIsAway_isNamed_usesUpNoAttempt_andHeals() throws Exception {
    cluster.cut();
    Controlling controller = controller(Map.of());
    Progress waiting = step(controller, Progress.State.WAITING);
    assertThat(waiting.message()).contains("Kubernetes does not answer when asked to list");
    assertThat(controller.launcher().neighbour().orElseThrow().problem()).isPresent();
    assertThat(runs.attempts(target.lakeId(), 7)).isEmpty();
    cluster.heal();
    BatchRun run = launched(controller, 1);
    assertThat(controller.launcher().neighbour().orElseThrow().problem()).isEmpty();

    cluster.state(cluster.applicationOf(run.token()), "RUNNING");
    cluster.cut();
    for (int beats = 0; beats < 3; beats++) {
      assertThat(runs.heartbeat(run.token())).isTrue();
      assertThat(controller.reconciler().step(target).state())
          .as("its heartbeats count")
          .isEqualTo(Progress.State.RUNNING);
    }
    cluster.heal();
    assertThat(flip(run).done()).isTrue();
    step(controller, Progress.State.COVERED);
  }

  @Test
  void aCreationWhoseAnswerIsLost_isNoFailureOfTheVersion_andLeavesNoDriverBehind()
      throws Exception {
    Controlling controller = controller(Map.of());
    BatchRun first = runs.launch(target.lakeId(), 7, "lost", STALE).orElseThrow();
    controller.launcher().ping();
    cluster.swallowAnswers();
    assertThatExceptionOfType(LauncherAwayException.class)
        .isThrownBy(() -> controller.launcher().launch(first));
    assertThat(cluster.applicationOf("lost")).contains("-v7-a1-");
    cluster.heal();
    runs.fail("lost", "its driver could not be started");
    launched(controller, 2);
    assertThat(cluster.applications()).singleElement().asString().contains("-v7-a2-");
  }

  @Test
  void anApplicationThatSomeoneDeletes_isTriedAgain() throws Exception {
    Controlling controller = controller(Map.of());
    BatchRun run = launched(controller, 1);
    cluster.delete(cluster.applicationOf(run.token()));
    launched(controller, 2);
    assertThat(run(run).message().orElseThrow()).containsPattern("-v7-a1-\\w+ was deleted");
  }

  private Controlling controller(Map<String, String> more) {
    ControllerConfig config =
        new ControllerConfig("unused", Duration.ofMillis(50), STALE, 2, BACKOFF, STALE);
    KubernetesLauncher launcher = cluster.launcher(more);
    Reconciler reconciler =
        new Reconciler(
            config, database, launcher, () -> UUID.randomUUID().toString(), Clock.systemUTC());
    Controlling controller = new Controlling(reconciler, launcher);
    controllers.add(controller);
    return controller;
  }

  private BatchRun launched(Controlling controller, int attempt) {
    return launched(controller, target, attempt);
  }

  /** Steps until there is that attempt. */
  private BatchRun launched(Controlling controller, Target what, int attempt) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              controller.reconciler().step(what);
              return runs.attempts(what.lakeId(), what.version()).size() == attempt;
            });
    return runs.attempts(what.lakeId(), what.version()).get(attempt - 1);
  }

  private void until(Controlling controller, BooleanSupplier condition) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(controller.reconciler().step(target).state())
                  .isEqualTo(Progress.State.RUNNING);
              return condition.getAsBoolean();
            });
  }

  private Progress step(Controlling controller, Progress.State state) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> controller.reconciler().step(target), step -> step.state() == state);
  }

  private BatchRun run(BatchRun run) {
    return runs.find(run.token()).orElseThrow();
  }

  private Switched flip(BatchRun run) {
    return EmptyView.flip(database, run);
  }
}
