package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.question.Best;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SeriesReader;
import io.lambdax.store.view.SummaryReader;
import io.lambdax.store.view.ViewPointer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real job, as the controller starts it, over a real HDFS and MariaDB. */
class JobIT {

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int UP_TO_A_JOB_MILLIS = 12_000;
  private final String name = "job" + UUID.randomUUID().toString().substring(0, 8);
  private final TestDatabase mysql = TestDatabase.of(name);
  private final Database database = mysql.open();
  private final RunStore runs = new RunStore(database);
  private TestLake lake;

  @BeforeEach
  void fillALake() throws Exception {
    lake = TestLake.of(name);
    runs.follow(lake.id());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theViewIsWhatCoreAnswers_alsoAfterRevisionsAndWithdrawals() throws Exception {
    assertThat(TestJob.finish(start(launch(1)))).isEqualTo(0);
    BatchView first = current();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.snapshotId()).isEqualTo(lake.snapshotId());
    CoresView.assertIs(database, lake, first);

    SeriesId dax = TestLake.MARKET.get(0);
    SeriesId deu = TestLake.HEALTH.get(0);
    List<Series> known = new ArrayList<>(List.of(Series.EMPTY, lake.series(deu)));
    for (int day : new int[] {70, 71, 72}) {
      lake.put(deu, day, 9_999);
    }
    lake.withdraw(deu, 80);
    lake.withdraw(dax, 81);
    lake.put(deu, 160, 3);
    lake.put(dax, 161, 140);
    lake.commit();
    known.add(lake.series(deu));
    lake.put(deu, 80, 77);
    lake.commit();
    known.add(lake.series(deu));
    assertThat(TestJob.finish(start(launch(3)))).isEqualTo(0);
    BatchView third = current();
    assertThat(third.version()).isEqualTo(3);
    assertHistory(third, deu, known);
    assertThat(third.snapshotId()).isEqualTo(lake.snapshotId());
    assertThat(third.newestHealth()).contains(TestLake.START.plusDays(160));
    CoresView.assertIs(database, lake, third);
    assertThat(lake.rows("gold", "summary"))
        .as("both kept views' pairs, each once")
        .isEqualTo(2 * CoresView.SUMMARIES);

    BatchRun late = launch(3);
    assertThat(TestJob.finish(start(late, "-Dlambdax.correlate.market.0=volume"))).isEqualTo(0);
    assertThat(state(late)).isEqualTo(BatchRun.State.SUPERSEDED);
    assertThat(current()).isEqualTo(third);
    assertThat(lake.rows("gold", "summary"))
        .as("a driver that comes too late, and would find nothing to correlate, changes nothing")
        .isEqualTo(2 * CoresView.SUMMARIES);
  }

  @Test
  void manyPairsAreCutIntoBlocks_theLargestGoToMysqlAndAllToGold_withTheirProfiles()
      throws Exception {
    int some = 70;
    for (int i = 0; i < some; i++) {
      Random random = new Random(i);
      for (int day = 0; day < 60; day++) {
        lake.put(
            SeriesId.parse("market:M%02d:close".formatted(i)), day, 100 + random.nextGaussian());
        lake.put(
            SeriesId.parse("health:H%02d:cases".formatted(i)), day, 100 + random.nextGaussian());
      }
    }
    lake.commit();
    int most = 900;
    Driver driver =
        start(
            launch(2),
            "-Dspark.master=local[2,4]",
            "-Dlambdax.batch.profiles=true",
            "-Dlambdax.batch.summary.mysql.max=" + most,
            "-Dlambdax.correlate.max-lag=2",
            "-Dlambdax.correlate.windows.0=0",
            "-Dlambdax.correlate.windows.1=30",
            "-Dlambdax.correlate.transforms.0.x=level",
            "-Dlambdax.correlate.transforms.0.y=level");
    assertThat(TestJob.finish(driver)).isEqualTo(0);
    long pairs = (some + 2L) * (some + 3L);
    assertThat(current().counts().summaries()).isEqualTo(2L * most);
    assertThat(lake.rows("gold", "summary")).isEqualTo(2 * pairs);
    assertThat(lake.rows("gold", "profile")).isEqualTo(2 * pairs * 5);
    for (int window : List.of(0, 30)) {
      Family family = Family.of(Transform.LEVEL, Transform.LEVEL, window);
      List<RankedSummary> kept =
          database.snapshot(h -> new SummaryReader(h).all(current().id(), family));
      assertThat(kept).hasSize(most);
      long tested = database.snapshot(h -> new SummaryReader(h).familySize(current().id(), family));
      assertThat(tested).as("what q is about").isEqualTo(pairs);
      for (RankedSummary one : kept.subList(0, 20)) {
        Range range = window == 0 ? Range.all() : Range.window(window);
        Best best =
            new Pairing(
                    lake.series(one.summary().x()),
                    lake.series(one.summary().y()),
                    Transform.LEVEL,
                    Transform.LEVEL,
                    range)
                .best(-2, 2)
                .orElseThrow();
        CoresView.assertBest(one.summary().best().orElseThrow(), best);
      }
    }
  }

  @Test
  void ofTwoDriversAtOnceTheNewerAttemptWins_andTheOlderComingLateChangesNothing()
      throws Exception {
    BatchRun older = launch(1);
    assertThat(runs.fail(older.token(), "given up by the test")).isTrue();
    BatchRun newer = launch(1);
    Driver first = start(older);
    Driver second = start(newer);
    assertThat(TestJob.finish(first)).isEqualTo(0);
    assertThat(TestJob.finish(second)).isEqualTo(0);
    assertThat(state(older)).isEqualTo(BatchRun.State.SUPERSEDED);
    assertThat(state(newer)).isEqualTo(BatchRun.State.SUCCEEDED);
    BatchView view = current();
    assertThat(view.token()).isEqualTo(newer.token());

    assertThat(TestJob.finish(start(older))).isEqualTo(0);
    assertThat(state(older)).isEqualTo(BatchRun.State.SUPERSEDED);
    assertThat(current()).isEqualTo(view);
    CoresView.assertIs(database, lake, view);
    assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);
  }

  @Test
  void killedBeforeAndAfterTheFlip_laterAttemptsEndWithTheOneViewAndNothingTwice()
      throws Exception {
    BatchRun before = launch(1);
    assertThat(TestJob.finish(start(before, "-Dlambdax.halt.at=before-flip"))).isEqualTo(137);
    assertThat(database.snapshot(ViewPointer::read).viewId()).isEmpty();
    assertThat(state(before)).isEqualTo(BatchRun.State.RUNNING);
    runs.fail(before.token(), "given up by the test");
    assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);

    BatchRun empty = launch(1);
    Driver halted =
        start(empty, "-Dlambdax.correlate.market.0=volume", "-Dlambdax.halt.at=before-flip");
    assertThat(TestJob.finish(halted)).isEqualTo(137);
    runs.fail(empty.token(), "given up by the test");
    assertThat(lake.rows("gold", "summary")).as("nothing is left to correlate").isZero();

    BatchRun after = launch(1);
    assertThat(after.attempt()).isEqualTo(3);
    assertThat(TestJob.finish(start(after, "-Dlambdax.halt.at=after-flip"))).isEqualTo(137);
    assertThat(state(after)).isEqualTo(BatchRun.State.SUCCEEDED);
    BatchView view = current();
    assertThat(view.token()).isEqualTo(after.token());
    CoresView.assertIs(database, lake, view);

    BatchRun last = launch(1);
    assertThat(TestJob.finish(start(last))).isEqualTo(0);
    assertThat(state(last)).isEqualTo(BatchRun.State.SUPERSEDED);
    assertThat(current()).isEqualTo(view);
    assertOnlyViews(view.id());
    assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);
  }

  @Test
  void killedAtRandomMoments_theLastAttemptEndsWithTheOneViewAndNothingTwice() throws Exception {
    long seed = Long.getLong("lambdax.chaos.seed", System.nanoTime());
    System.out.println("JobIT: again with -Dlambdax.chaos.seed=" + seed);
    Random random = new Random(seed);
    int kills = Integer.getInteger("lambdax.soak", 1);
    for (int attempt = 1; attempt <= kills; attempt++) {
      BatchRun run = launch(1);
      assertThat(run.attempt()).isEqualTo(attempt);
      Set<ProcessHandle> before = children();
      Driver driver = start(run);
      Set<ProcessHandle> started = children();
      started.removeAll(before);
      killAfter(Duration.ofMillis(random.nextInt(UP_TO_A_JOB_MILLIS)), started);
      assertThat(TestJob.finish(driver)).isIn(0, 137);
      runs.fail(run.token(), "killed by the test");
    }
    assertThat(TestJob.finish(start(launch(1)))).isEqualTo(0);
    BatchView view = current();
    CoresView.assertIs(database, lake, view);
    assertOnlyViews(view.id());
    for (String table :
        List.of("series", "series_values", "series_history", "view_version", "summary")) {
      assertThat(viewsIn(table)).as("views with rows in %s", table).containsExactly(view.id());
    }
    assertThat(runs.attempts(lake.id(), 1))
        .filteredOn(run -> run.state() == BatchRun.State.SUCCEEDED)
        .extracting(BatchRun::token)
        .containsExactly(view.token());
    assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);
  }

  /** Only JVMs: HDFS, which runs in this one, now and then has a shell command run. */
  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("java")).isPresent())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Kills, unless they have ended by themselves by then. */
  private static void killAfter(Duration delay, Set<ProcessHandle> processes)
      throws InterruptedException {
    assertThat(processes).hasSize(1);
    CountDownLatch never = new CountDownLatch(1);
    assertThat(never.await(delay.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private List<Long> viewsIn(String table) {
    return database.snapshot(
        h -> h.createQuery("select distinct view_id from " + table).mapTo(Long.class).list());
  }

  @Test
  void aVersionTheLakeDoesNotHoldFailsTheRunWithAReason() throws Exception {
    BatchRun run = launch(9);
    assertThat(TestJob.finish(start(run))).isEqualTo(1);
    BatchRun ended = runs.find(run.token()).orElseThrow();
    assertThat(ended.state()).isEqualTo(BatchRun.State.FAILED);
    assertThat(ended.message().orElseThrow())
        .contains("version 9 was asked for", "newest fact up to it is of version 1");
    assertThat(database.snapshot(ViewPointer::read).viewId()).isEmpty();
  }

  private BatchRun launch(long version) {
    return runs.launch(lake.id(), version, UUID.randomUUID().toString(), FRESH).orElseThrow();
  }

  private Driver start(BatchRun run, String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("-Dspark.master=local[1]"));
    options.addAll(List.of(more));
    return TestJob.start(mysql, lake, run, Path.of("target", "job-it.log"), options);
  }

  private BatchRun.State state(BatchRun run) {
    return runs.find(run.token()).orElseThrow().state();
  }

  private BatchView current() {
    return database.snapshot(BatchView::current).orElseThrow();
  }

  private void assertOnlyViews(Long... ids) {
    List<Long> stored =
        database.snapshot(
            h -> h.createQuery("select view_id from batch_view").mapTo(Long.class).list());
    assertThat(stored).containsExactly(ids);
  }

  /** What was known of a series at every version, and when each was published. */
  private void assertHistory(BatchView view, SeriesId id, List<Series> known) {
    database.snapshot(
        handle -> {
          SeriesReader reader = new SeriesReader(handle);
          History history = reader.history(view.id(), id).orElseThrow();
          SortedMap<Long, Instant> versions = reader.versions(view.id());
          assertThat(versions.keySet()).containsExactly(1L, 2L, 3L);
          for (int version = 0; version < known.size(); version++) {
            assertThat(history.asOf(version))
                .as("version " + version)
                .isEqualTo(known.get(version));
          }
          versions.forEach(
              (version, published) -> assertThat(published).isEqualTo(TestLake.published(version)));
          return null;
        });
  }
}
