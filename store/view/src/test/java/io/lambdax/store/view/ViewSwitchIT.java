package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewSwitchIT {

  private static final String CREATE = "?createDatabaseIfNotExist=true";
  private static final long SNAPSHOT = 8_123_456_789_012_345_678L;
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final SeriesId DAX = SeriesId.parse("market:DAX:close");
  private static final SeriesId DEU = SeriesId.parse("health:DEU:cases@jhu");
  private static final Family FAMILY = Family.of(Transform.RETURN, Transform.GROWTH7, 365);
  private static final Series VALUES = Series.of(new int[] {18_000, 18_001}, new double[] {1, -2});

  private final Database database = open();
  private final RunStore runs = new RunStore(database);
  private final ViewSwitch views = new ViewSwitch(database);
  private final ViewWriter writer = new ViewWriter(database);
  private final ViewCleaner cleaner = new ViewCleaner(database);

  private static Database open() {
    EmbeddedMariaDb mariaDb = TestServices.mariaDb();
    Database database =
        Database.open(
            new MysqlConfig(
                mariaDb.jdbcUrl("lambdax_view_switch") + CREATE,
                mariaDb.user(),
                mariaDb.password(),
                8,
                Duration.ofSeconds(5),
                true));
    database.migrate();
    return database;
  }

  @BeforeEach
  void emptyAndFollowALake() {
    database.execute(
        handle -> {
          for (String table :
              List.of("batch_run", "batch_view", "series", "series_values", "summary")) {
            handle.execute("delete from " + table);
          }
          handle.execute(
              "update current_view set lake_id = null, view_id = null, previous_view_id = null,"
                  + " pinned = false");
        });
    runs.follow("lake");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void pointerWithoutARow_isASchemaInTheMaking() {
    database.execute(
        handle -> {
          handle.execute("delete from current_view");
          assertThatExceptionOfType(ViewPointer.Unmade.class)
              .isThrownBy(() -> ViewPointer.read(handle));
          handle.execute("insert into current_view (id) values (1)");
        });
  }

  @Test
  void aLoadedViewBecomesCurrentAndIsReadAsItWasWritten() throws Exception {
    long view = load("lake", 1, "a");
    assertThat(views.flip(view, "a").done()).isTrue();

    BatchView current = database.snapshot(BatchView::current).orElseThrow();
    assertThat(current.version()).isEqualTo(1);
    assertThat(current.snapshotId()).isEqualTo(SNAPSHOT);
    assertThat(current.counts()).isEqualTo(new BatchView.Counts(2, 4, 1));
    assertThat(current.newestHealth()).contains(LocalDate.ofEpochDay(18_001));
    SeriesEntry entry = database.snapshot(h -> new SeriesReader(h).entry(view, DEU)).orElseThrow();
    assertThat(entry.lastDay()).isEqualTo(LocalDate.ofEpochDay(18_001));
    Optional<Series> values = database.snapshot(h -> new SeriesReader(h).values(view, DEU));
    assertThat(values).contains(VALUES);
    Optional<RankedSummary> found =
        database.snapshot(h -> new SummaryReader(h).find(view, FAMILY, DAX, DEU));
    assertThat(found).contains(ranked());
    for (SummaryOrder order : SummaryOrder.values()) {
      assertThat(top(view, SummaryFilter.ALL, order)).containsExactly(ranked());
    }
    SummaryFilter others =
        new SummaryFilter(Optional.of("DAX"), Optional.of("FRA"), Optional.empty());
    assertThat(top(view, others, SummaryOrder.R)).isEmpty();
  }

  @Test
  void summariesThatAreThereAlreadyAreLeft_soThatATaskMayBeRepeated() throws Exception {
    long view = load("lake", 1, "a");
    new ViewWriter(database).summaries(view, FAMILY, List.of(ranked()));
    assertThat(new ViewWriter(database).count(view).summaries()).isEqualTo(1);
  }

  @Test
  void aRunTellsHowFarItIs_untilItHasEnded() throws Exception {
    load("lake", 1, "a");
    assertThat(runs.find("a").orElseThrow().progress()).isEmpty();
    BatchRun.Progress half = new BatchRun.Progress(BatchRun.Step.COMPUTE, 8, 16);
    runs.progress("a", half);
    assertThat(runs.find("a").orElseThrow().progress()).contains(half);
    runs.fail("a", "given up");
    runs.progress("a", new BatchRun.Progress(BatchRun.Step.WRITE, 1, 2));
    assertThat(runs.find("a").orElseThrow().progress()).contains(half);
  }

  @Test
  void anOlderVersionFinishingLateChangesNothing() throws Exception {
    long first = load("lake", 1, "a");
    runs.fail("a", "given up");
    long second = load("lake", 2, "b");
    assertThat(views.flip(second, "b").done()).isTrue();
    assertThat(views.flip(first, "a").message()).contains("covers version 2 already");
    assertThat(state("a")).isEqualTo(BatchRun.State.SUPERSEDED);
    assertCurrent(second);
  }

  @Test
  void anOlderAttemptFinishingFirstChangesNothingAndTheNewerWins() throws Exception {
    long first = load("lake", 1, "a");
    runs.fail("a", "given up");
    long second = load("lake", 1, "b");
    assertThat(views.flip(first, "a").message()).contains("newer attempt");
    assertThat(views.flip(second, "b").done()).isTrue();
    assertCurrent(second);
  }

  @Test
  void aDriverThatBreaksOff_endsSupersededIfItWasOvertakenAndFailedIfNot() throws Exception {
    load("lake", 1, "a");
    assertBrokenOff("a", BatchRun.State.FAILED, "the disk is full");
    long second = load("lake", 1, "b");
    assertBrokenOff("a", BatchRun.State.SUPERSEDED, "newer attempt of version 1", "disk is full");
    assertThat(views.flip(second, "b").done()).isTrue();
    assertThat(views.breakOff("b", "late").map(BatchRun::state)).contains(BatchRun.State.SUCCEEDED);
    runs.launch("lake", 1, "c", FRESH);
    assertBrokenOff("c", BatchRun.State.SUPERSEDED, "covers version 1 already");
    runs.launch("lake", 2, "d", FRESH);
    runs.follow("rebuilt");
    assertBrokenOff("d", BatchRun.State.SUPERSEDED, "lake rebuilt is followed");
    assertThat(views.breakOff("nobody", "x")).isEmpty();
    assertCurrent(second);
  }

  @Test
  void aDriverThatBreaksOffWhileAViewIsPinned_isSuperseded() throws Exception {
    flipped(1, "a");
    flipped(2, "b");
    runs.launch("lake", 3, "c", FRESH);
    assertThat(views.revert().done()).isTrue();
    assertBrokenOff("c", BatchRun.State.SUPERSEDED, "pinned");
  }

  private void assertBrokenOff(String token, BatchRun.State state, String... says) {
    BatchRun ended = views.breakOff(token, "the disk is full").orElseThrow();
    assertThat(ended.state()).isEqualTo(state);
    assertThat(ended.message().orElse("")).contains(says);
  }

  @Test
  void twoDriversOfOneTokenFlipOnceAndTheRunStaysSucceeded() throws Exception {
    long first = load("lake", 1, "a");
    long again = fill("lake", 1, "a");
    assertThat(views.flip(again, "a").done()).isTrue();
    assertThat(views.flip(again, "a").done()).as("asked twice").isTrue();
    assertThat(views.flip(first, "a").done()).isFalse();
    assertThat(state("a")).isEqualTo(BatchRun.State.SUCCEEDED);
    assertCurrent(again);
  }

  @Test
  void onlyTheLakeThatIsFollowedFlips() throws Exception {
    long old = load("lake", 7, "a");
    runs.follow("rebuilt");
    assertThat(views.flip(old, "a").message()).contains("lake rebuilt is followed");
    long rebuilt = load("rebuilt", 1, "b");
    assertThat(views.flip(rebuilt, "b").done()).isTrue();
    assertCurrent(rebuilt);
  }

  @Test
  void revertGoesBackAndPinsUntilUnpin() throws Exception {
    assertThat(views.revert().done()).as("nothing to go back to").isFalse();
    long first = flipped(1, "a");
    long second = flipped(2, "b");
    long generation = database.snapshot(ViewPointer::read).viewGeneration();
    assertThat(views.revert().done()).isTrue();
    assertCurrent(first);
    assertThat(views.revert().message()).contains("unpin first");
    long third = load("lake", 3, "c");
    assertThat(views.flip(third, "c").message()).contains("pinned");
    assertThat(views.unpin().done()).isTrue();
    assertThat(views.unpin().done()).isFalse();
    assertThat(database.snapshot(ViewPointer::read).viewGeneration()).isEqualTo(generation + 2);
    long fourth = load("lake", 2, "d");
    assertThat(views.flip(fourth, "d").done()).as("the reverted version again").isTrue();
    assertThat(second).isNotEqualTo(fourth);
  }

  @Test
  void ofFlipsAtOnceTheNewestVersionStays() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Long> loaded = new ArrayList<>();
      for (int version = 1; version <= 6; version++) {
        loaded.add(load("lake", version, "t" + version));
        runs.fail("t" + version, "so that the next may be launched");
      }
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Switched>> flips = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        long view = loaded.get(i);
        String token = "t" + (i + 1);
        flips.add(
            threads.submit(
                () -> {
                  start.await();
                  return views.flip(view, token);
                }));
      }
      start.countDown();
      for (Future<Switched> flip : flips) {
        flip.get();
      }
      assertCurrent(loaded.get(5));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void cleaningKeepsTheCurrentThePreviousAndWhatIsBeingFilled() throws Exception {
    long first = flipped(1, "a");
    long second = flipped(2, "b");
    long third = flipped(3, "c");
    long filling = load("lake", 4, "d");
    assertThat(cleaner.clean()).isEqualTo(5);
    assertThat(views()).containsExactlyInAnyOrder(second, third, filling);
    assertThat(writer.count(first)).isEqualTo(new BatchView.Counts(0, 0, 0));
    assertThat(writer.count(second)).isEqualTo(new BatchView.Counts(2, 4, 1));

    runs.fail("d", "gone");
    cleaner.clean();
    assertThat(views.flip(filling, "d").message()).contains("no longer");
  }

  @Test
  void aLiveRunIsAdoptedNotDoubled() {
    assertThat(runs.launch("lake", 1, "a", FRESH)).isPresent();
    assertThat(runs.launch("lake", 1, "b", FRESH)).isEmpty();
    assertThat(runs.live(FRESH).orElseThrow().token()).isEqualTo("a");
    assertThat(runs.heartbeat("a")).isTrue();
    assertThat(runs.failStale(FRESH)).isZero();
    assertThat(runs.fail("a", "x".repeat(5_000))).isTrue();
    assertThat(runs.heartbeat("a")).isFalse();
    assertThat(runs.launch("lake", 1, "b", FRESH).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void whoeverWaitsForADriverSpeaksForIt_untilItSpeaksItself() {
    assertThat(runs.open("lake")).isEmpty();
    assertThat(runs.launch("lake", 1, "a", FRESH)).isPresent();
    assertThat(runs.open("lake").orElseThrow().heartbeatAt()).isEmpty();
    assertThat(runs.waiting("a")).isTrue();
    BatchRun waiting = runs.open("lake").orElseThrow();
    assertThat(waiting.heartbeatAt()).isPresent();
    assertThat(waiting.state()).isEqualTo(BatchRun.State.LAUNCHED);
    assertThat(runs.heartbeat("a")).isTrue();
    assertThat(runs.waiting("a")).isFalse();
    assertThat(runs.open("another")).isEmpty();
    assertThat(runs.fail("a", "gone")).isTrue();
    assertThat(runs.open("lake")).isEmpty();
  }

  @Test
  void theGapIsTheFollowedLakesAndGoesWithIt() {
    runs.gap("lake", Optional.of(new Gap(3, 2)));
    runs.gap("another", Optional.of(new Gap(1, 1)));
    ViewPointer before = database.snapshot(ViewPointer::read);
    assertThat(before.gap()).contains(new Gap(3, 2));
    runs.gap("lake", Optional.of(new Gap(3, 2)));
    assertThat(database.snapshot(ViewPointer::read)).as("nothing new").isEqualTo(before);
    runs.gap("lake", Optional.empty());
    assertThat(database.snapshot(ViewPointer::read).gap()).isEmpty();
    runs.gap("lake", Optional.of(new Gap(1, 1)));
    runs.follow("rebuilt");
    assertThat(database.snapshot(ViewPointer::read).gap()).isEmpty();
  }

  @Test
  void aSourcesStatusIsTheOneToldLast_untilItIsNoSourceAnyMore() {
    SourceStatusWriter statuses = new SourceStatusWriter(database);
    Instant noon = Instant.parse("2020-12-14T12:00:00.123456Z");
    statuses.upsert(status(noon.plusSeconds(100_000), "imported", OptionalInt.of(200)));
    SourceStatus latest = status(noon, "failed", OptionalInt.empty());
    statuses.upsert(latest);
    assertThat(sources()).as("told by a clock that was set right").containsExactly(latest);
    statuses.delete("another");
    assertThat(sources()).containsExactly(latest);
    statuses.delete("ecdc");
    assertThat(sources()).isEmpty();
  }

  private List<RankedSummary> top(long view, SummaryFilter filter, SummaryOrder order) {
    return database.snapshot(h -> new SummaryReader(h).top(view, FAMILY, filter, order, 5));
  }

  private List<SourceStatus> sources() {
    return database.snapshot(h -> new StatusReader(h).sources());
  }

  private static SourceStatus status(Instant at, String outcome, OptionalInt http) {
    return new SourceStatus(
        "ecdc",
        at,
        outcome,
        http,
        10,
        1,
        Optional.of("ecdc-1"),
        Optional.of("said so"),
        Optional.of(at),
        Optional.empty(),
        Duration.ofHours(1));
  }

  private long flipped(long version, String token) throws Exception {
    long view = load("lake", version, token);
    assertThat(views.flip(view, token).done()).isTrue();
    return view;
  }

  private long load(String lake, long version, String token) throws Exception {
    assertThat(runs.launch(lake, version, token, FRESH)).isPresent();
    return fill(lake, version, token);
  }

  private long fill(String lake, long version, String token) throws Exception {
    long view = writer.begin(lake, version, SNAPSHOT, token);
    writer.series(
        view,
        List.of(new ViewWriter.Row(DAX, "yahoo", VALUES), new ViewWriter.Row(DEU, "jhu", VALUES)));
    writer.summaries(view, FAMILY, List.of(ranked()));
    Optional<LocalDate> newest = Optional.of(LocalDate.ofEpochDay(18_001));
    writer.complete(view, writer.count(view), newest, newest);
    return view;
  }

  private static RankedSummary ranked() {
    Best best =
        new Best(
            -3,
            -0.75,
            200,
            121,
            new Significance(90.5, OptionalDouble.of(1e-9), Optional.of(new Interval(-0.9, -0.6))),
            OptionalDouble.of(1.21e-7));
    return new RankedSummary(
        new Summary(DAX, DEU, OptionalDouble.empty(), 4, Optional.of(best)),
        OptionalDouble.of(0.001));
  }

  private BatchRun.State state(String token) {
    return runs.find(token).orElseThrow().state();
  }

  private void assertCurrent(long view) {
    assertThat(database.snapshot(ViewPointer::read).viewId()).hasValue(view);
  }

  private List<Long> views() {
    return database.snapshot(
        h -> h.createQuery("select view_id from batch_view").mapTo(Long.class).list());
  }
}
