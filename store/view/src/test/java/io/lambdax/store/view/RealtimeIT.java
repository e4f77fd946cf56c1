package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealtimeIT {

  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final SeriesId DAX = SeriesId.parse("market:DAX:close");
  private static final SeriesId DEU = SeriesId.parse("health:DEU:cases");
  private static final SeriesId FRA = SeriesId.parse("health:FRA:cases");
  private static final Family FAMILY = Family.of(Transform.RETURN, Transform.GROWTH7, 365);
  private static final Family OTHER = Family.of(Transform.LEVEL, Transform.AVG7, 0);

  private final Database database = open();
  private final RealtimeWriter writer = new RealtimeWriter(database);
  private final RunStore runs = new RunStore(database);
  private final ViewSwitch views = new ViewSwitch(database);

  private static Database open() {
    EmbeddedMariaDb mariaDb = TestServices.mariaDb();
    Database database =
        Database.open(
            new MysqlConfig(
                mariaDb.jdbcUrl("lambdax_realtime") + "?createDatabaseIfNotExist=true",
                mariaDb.user(),
                mariaDb.password(),
                4,
                Duration.ofSeconds(5),
                true));
    database.migrate();
    return database;
  }

  @BeforeEach
  void empty() {
    database.execute(
        handle -> {
          for (String table :
              List.of(
                  "batch_run",
                  "batch_view",
                  "realtime_share",
                  "realtime_series",
                  "realtime_summary",
                  "revision")) {
            handle.execute("delete from " + table);
          }
          handle.execute(
              "update current_view set lake_id = null, view_id = null, previous_view_id = null, pinned = false");
        });
    runs.follow("lake");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsWritten_isReadAsItWas() throws Exception {
    RealtimeSeries series = series(DEU, 2, 3.5);
    RealtimeSeries withdrawn = new RealtimeSeries(FRA, 2, "ecdc", Series.EMPTY);
    Revision revision =
        new Revision(
            DEU,
            LocalDate.of(2020, 12, 1),
            2,
            OptionalDouble.empty(),
            Instant.parse("2020-12-14T12:00:00.123456Z"));
    Share share = writer.claim(Share.VALUES);
    writer.series(share, progress("lake", 1, 2), List.of(series, withdrawn), List.of(revision));
    writer.series(share, progress("lake", 1, 2), List.of(), List.of(revision));

    assertThat(allSeries("lake", 1)).containsExactly(series, withdrawn);
    assertThat(one("lake", DEU, 1)).contains(series);
    assertThat(one("lake", DEU, 2)).isEmpty();
    assertThat(seriesAbove("lake", 1)).isEqualTo(Map.of(DEU, 2L, FRA, 2L));
    assertThat(revisions("lake", DEU)).containsExactly(revision);
    ShareState state = shares().get(0);
    assertThat(state.lakeId()).contains("lake");
    assertThat(state.since()).isEqualTo(1);
    assertThat(state.version()).isEqualTo(2);
    assertThat(state.updatedAt()).isPresent();
  }

  @Test
  void aLateOrRepeatedWrite_neverMovesARowBack() throws Exception {
    Share values = writer.claim(Share.VALUES);
    RealtimeSeries newer = series(DEU, 5, 5);
    writer.series(values, progress("lake", 1, 5), List.of(newer), List.of());
    writer.series(values, progress("lake", 1, 4), List.of(series(DEU, 4, 4)), List.of());
    writer.series(values, progress("lake", 1, 5), List.of(newer), List.of());
    assertThat(allSeries("lake", 0)).containsExactly(newer);
    assertThat(shares().get(0).version()).isEqualTo(5);

    Share pairs = writer.claim(1);
    writer.summaries(pairs, "lake", List.of(summary(FAMILY, DEU, 5, 50)));
    writer.summaries(
        pairs, "lake", List.of(summary(FAMILY, DEU, 4, 40), summary(FAMILY, FRA, 4, 40)));
    assertThat(summaries("lake", FAMILY, 0))
        .containsExactlyInAnyOrder(summary(FAMILY, DEU, 5, 50), summary(FAMILY, FRA, 4, 40));
    writer.summaries(pairs, "lake", List.of(summary(FAMILY, DEU, 5, 51)));
    assertThat(summaries("lake", FAMILY, 4))
        .as("the same version, after a fact that came late")
        .containsExactly(summary(FAMILY, DEU, 5, 51));
  }

  @Test
  void sharesThatNobodyClaimed_areThere_andSayThatNothingIsDone() throws Exception {
    Share values = writer.claim(Share.VALUES);
    writer.progress(values, progress("lake", 1, 2));
    writer.open(3);
    writer.open(3);
    assertThat(shares()).extracting(ShareState::number).containsExactly(0, 1, 2);
    assertThat(shares().get(0).version()).isEqualTo(2);
    assertThat(shares()).filteredOn(share -> share.lakeId().isEmpty()).hasSize(2);
    writer.progress(values, progress("lake", 1, 3));
    writer.progress(writer.claim(2), progress("lake", 1, 3));
    assertThat(shares()).filteredOn(share -> share.lakeId().isEmpty()).hasSize(1);
  }

  @Test
  void whoLostAShare_writesAndDeletesNothing() throws Exception {
    Share zombie = writer.claim(Share.VALUES);
    writer.series(zombie, progress("lake", 1, 2), List.of(series(DEU, 2, 2)), List.of());
    Share owner = writer.claim(Share.VALUES);
    assertThat(owner.epoch()).isGreaterThan(zombie.epoch());

    List<RealtimeSeries> rows = List.of(series(DEU, 9, 9), series(FRA, 9, 9));
    assertThatThrownBy(() -> writer.series(zombie, progress("lake", 1, 9), rows, List.of()))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> writer.summaries(zombie, "lake", List.of(summary(FAMILY, DEU, 9, 9))))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> writer.progress(zombie, progress("lake", 1, 9)))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> writer.forget(zombie, "lake", 9, Set.of("lake")))
        .isInstanceOf(FencedException.class);
    assertThat(allSeries("lake", 0)).containsExactly(series(DEU, 2, 2));
    assertThat(summaries("lake", FAMILY, 0)).isEmpty();
    assertThat(shares().get(0).version()).isEqualTo(2);

    writer.series(owner, progress("lake", 1, 3), List.of(series(DEU, 3, 3)), List.of());
    assertThat(allSeries("lake", 0)).containsExactly(series(DEU, 3, 3));
  }

  @Test
  void forgetting_keepsRowsAboveTheBaseAndOfKeptLakes() throws Exception {
    Share share = writer.claim(Share.VALUES);
    for (String lake : List.of("lake", "kept", "gone")) {
      writer.series(
          share, progress(lake, 1, 3), List.of(series(DEU, 2, 2), series(FRA, 3, 3)), List.of());
      writer.summaries(
          share, lake, List.of(summary(FAMILY, DEU, 2, 2), summary(FAMILY, FRA, 3, 3)));
    }
    assertThat(writer.forget(share, "lake", 2, Set.of("lake", "kept"))).isEqualTo(6);
    assertThat(seriesAbove("lake", 0)).containsOnlyKeys(FRA);
    assertThat(summaries("lake", FAMILY, 0)).containsExactly(summary(FAMILY, FRA, 3, 3));
    assertThat(seriesAbove("kept", 0)).containsOnlyKeys(DEU, FRA);
    assertThat(summaries("kept", FAMILY, 0)).hasSize(2);
    assertThat(seriesAbove("gone", 0)).isEmpty();
    assertThat(summaries("gone", FAMILY, 0)).isEmpty();
  }

  @Test
  void aShareStartsCleanInAnotherLake() throws Exception {
    Share share = writer.claim(Share.VALUES);
    writer.progress(share, progress("lake", 7, 9));
    writer.progress(share, progress("lake", 6, 8));
    ShareState state = shares().get(0);
    assertThat(state.since()).as("its owner knows best").isEqualTo(6);
    assertThat(state.version()).as("rows do not go back").isEqualTo(9);
    writer.progress(share, progress("other", 1, 2));
    state = shares().get(0);
    assertThat(state.lakeId()).contains("other");
    assertThat(state.since()).isEqualTo(1);
    assertThat(state.version()).isEqualTo(2);
  }

  @Test
  void pairsAreReadAFamilyAtATime() throws Exception {
    Share share = writer.claim(1);
    writer.summaries(
        share,
        "lake",
        List.of(summary(FAMILY, DEU, 2, 2), summary(OTHER, DEU, 3, 3), summary(FAMILY, FRA, 4, 4)));
    assertThat(pairs("lake", FAMILY))
        .isEqualTo(
            Map.of(new RealtimeReader.Pair(DAX, DEU), 2L, new RealtimeReader.Pair(DAX, FRA), 4L));
    assertThat(pairs("lake", OTHER)).hasSize(1);
    assertThat(pairs("other", FAMILY)).isEmpty();
  }

  @Test
  void theBaseIsTheOldestKeptView_orTheRunThatMakesTheFirst() {
    assertThat(base("lake")).isEmpty();

    launch("lake", 3, "a");
    assertThat(base("lake")).hasValue(3);
    assertThat(kept("lake")).as("nothing may be deleted for a run").isEmpty();
    runs.fail("a", "it broke");
    assertThat(base("lake")).isEmpty();

    flip("lake", 4, "b");
    assertThat(base("lake")).hasValue(4);
    assertThat(kept("lake")).hasValue(4);

    flip("lake", 6, "c");
    assertThat(base("lake")).hasValue(4);
    launch("lake", 8, "d");
    assertThat(base("lake")).hasValue(4);

    assertThat(views.revert().done()).isTrue();
    assertThat(base("lake")).hasValue(4);
    assertThat(views.unpin().done()).isTrue();
    assertThat(base("lake")).hasValue(4);
    assertThat(base("other")).isEmpty();
    assertThat(keptLakes()).containsExactly("lake");

    runs.fail("d", "overtaken");
    runs.follow("other");
    flip("other", 2, "e");
    assertThat(base("other")).hasValue(2);
    assertThat(base("lake")).as("the view to go back to").hasValue(4);
    assertThat(keptLakes()).containsExactlyInAnyOrder("lake", "other");
    flip("other", 3, "f");
    assertThat(base("lake")).isEmpty();
    assertThat(base("other")).hasValue(2);
  }

  private void launch(String lake, long version, String token) {
    assertThat(runs.launch(lake, version, token, FRESH)).isPresent();
  }

  private void flip(String lake, long version, String token) {
    launch(lake, version, token);
    ViewWriter view = new ViewWriter(database);
    long id = view.begin(lake, version, 1, token);
    view.complete(id, new BatchView.Counts(0, 0, 0), Optional.empty(), Optional.empty());
    assertThat(views.flip(id, token).done()).isTrue();
  }

  private OptionalLong base(String lake) {
    return read(r -> r.base(lake));
  }

  private OptionalLong kept(String lake) {
    return read(r -> r.kept(lake));
  }

  private Set<String> keptLakes() {
    return read(RealtimeReader::keptLakes);
  }

  private List<ShareState> shares() {
    return read(RealtimeReader::shares);
  }

  private List<RealtimeSeries> allSeries(String lake, long above) {
    return read(r -> r.allSeries(lake, above));
  }

  private Optional<RealtimeSeries> one(String lake, SeriesId id, long above) {
    return read(r -> r.series(lake, id, above));
  }

  private Map<SeriesId, Long> seriesAbove(String lake, long above) {
    return read(r -> r.seriesAbove(lake, above));
  }

  private List<Revision> revisions(String lake, SeriesId id) {
    return read(r -> r.revisions(lake, id));
  }

  private List<RealtimeSummary> summaries(String lake, Family family, long above) {
    return read(r -> r.summaries(lake, family, above));
  }

  private Map<RealtimeReader.Pair, Long> pairs(String lake, Family family) {
    return read(r -> r.pairs(lake, family));
  }

  private <T> T read(Function<RealtimeReader, T> what) {
    return database.snapshot(handle -> what.apply(new RealtimeReader(handle)));
  }

  private static RealtimeWriter.Progress progress(String lake, long since, long version) {
    return new RealtimeWriter.Progress(lake, since, version);
  }

  private static RealtimeSeries series(SeriesId id, long version, double value) {
    return new RealtimeSeries(
        id, version, "ecdc", Series.of(new int[] {18_000}, new double[] {value}));
  }

  private static RealtimeSummary summary(Family family, SeriesId health, long version, int n0) {
    Summary summary = new Summary(DAX, health, OptionalDouble.of(0.5), n0, Optional.empty());
    return new RealtimeSummary(family, version, summary);
  }
}
