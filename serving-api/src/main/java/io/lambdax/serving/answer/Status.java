package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.serving.cache.AnswerCache;
import io.lambdax.serving.view.BatchFamilies;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.StoreAway;
import io.lambdax.serving.view.ViewWatch;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.Gap;
import io.lambdax.store.view.ShareState;
import io.lambdax.store.view.StatusReader;
import io.lambdax.store.view.ViewPointer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * {@code /status}: how fresh everything is. Read from one snapshot each time, never cached.
 * Thread-safe.
 */
public final class Status {
  private final ViewWatch watch;
  private final AnswerCache cache;
  private final Clock clock;
  private final BatchFamilies families = new BatchFamilies();

  public Status(ViewWatch watch, AnswerCache cache, Clock clock) {
    this.watch = watch;
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * The status now; without a view until the first batch has finished.
   *
   * @throws StoreAway if MySQL does not answer
   */
  public ObjectNode answer() {
    watch
        .away()
        .ifPresent(
            why -> {
              throw new StoreAway(why);
            });
    // A look of its own, which all later answers are of too: none is older than what is told here.
    ObjectNode json = watch.refresh(this::read);
    watch
        .current()
        .flatMap(moment -> moment.realtime().values().map(share -> fill(moment, share)))
        .ifPresentOrElse(
            realtime -> json.set("realtime", realtime), () -> json.putNull("realtime"));
    json.putObject("cache").put("state", cache.state());
    return json;
  }

  private ObjectNode fill(Moment moment, ShareState share) {
    ObjectNode json =
        Json.object()
            .put("version", moment.version())
            .put("since", share.since())
            .put("newerCount", moment.realtime().newer().size())
            .put("summariesVersion", moment.realtime().summariesVersion())
            .put("lag", moment.realtime().lag());
    Json.put(json, "heartbeatAt", share.updatedAt());
    watch
        .silence()
        .ifPresentOrElse(
            age -> json.put("heartbeatAgeSeconds", age.toMillis() / 1e3),
            () -> json.putNull("heartbeatAgeSeconds"));
    watch
        .lack()
        .ifPresentOrElse(
            lack -> json.putObject("gap").put("reason", lack.reason()).put("remedy", lack.remedy()),
            () -> json.putNull("gap"));
    return json;
  }

  private ObjectNode read(Handle handle, Optional<Moment> moment) {
    StatusReader reader = new StatusReader(handle);
    ViewPointer pointer = ViewPointer.read(handle);
    Optional<BatchView> view = moment.map(Moment::batch);
    ObjectNode json = Json.object();
    Json.put(json, "lakeId", pointer.lakeId());
    view.ifPresentOrElse(
        v -> Json.view(json, v).put("pinned", pointer.pinned()), () -> json.putNull("view"));
    json.put("version", moment.map(Moment::version).orElse(null));
    Json.newest(json, moment);
    ArrayNode held = json.putArray("families");
    view.ifPresent(v -> families.of(handle, v).forEach(family -> fill(held.addObject(), family)));
    pointer
        .gap()
        .ifPresentOrElse(gap -> fill(json.putObject("gap"), gap), () -> json.putNull("gap"));
    reader
        .latestRun()
        .ifPresentOrElse(run -> fill(json.putObject("run"), run), () -> json.putNull("run"));
    Instant now = clock.instant();
    ArrayNode sources = json.putArray("sources");
    reader.sources().forEach(source -> fill(sources.addObject(), source, now));
    return json;
  }

  private static void fill(ObjectNode json, Gap gap) {
    json.put("firstMissing", gap.firstMissing())
        .put("versions", gap.versions())
        .put("remedy", gap.remedy());
  }

  private static void fill(ObjectNode json, Family family) {
    json.put("xTransform", family.xTransform().word())
        .put("yTransform", family.yTransform().word())
        .put("window", family.window().isPresent() ? family.windowDays() : null);
  }

  private static void fill(ObjectNode json, BatchRun run) {
    json.put("id", run.id())
        .put("lakeId", run.lakeId())
        .put("version", run.version())
        .put("attempt", run.attempt())
        .put("state", run.state().name())
        .put("launchedAt", run.launchedAt().toString());
    Json.put(json, "heartbeatAt", run.heartbeatAt());
    Json.put(json, "finishedAt", run.finishedAt());
    Json.put(json, "message", run.message());
    run.progress()
        .ifPresentOrElse(
            progress ->
                json.putObject("progress")
                    .put("step", progress.step().name())
                    .put("tasksDone", progress.done())
                    .put("tasks", progress.tasks()),
            () -> json.putNull("progress"));
  }

  private static void fill(ObjectNode json, SourceStatus source, Instant now) {
    json.put("name", source.source())
        .put("outcome", source.outcome())
        .put("attemptedAt", source.attemptedAt().toString());
    Json.put(json, "lastSuccessAt", source.lastSuccessAt());
    Json.put(json, "lastChangeAt", source.lastChangeAt());
    json.put("stale", source.isStale(now));
    source
        .heldImportId()
        .ifPresentOrElse(
            held -> json.putObject("held").put("importId", held), () -> json.putNull("held"));
    json.put("rows", source.rows()).put("rejected", source.rejected());
    Json.put(json, "message", source.message());
  }
}
