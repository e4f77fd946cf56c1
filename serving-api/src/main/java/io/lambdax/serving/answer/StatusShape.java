package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.store.view.BatchRun;
import java.util.Arrays;
import java.util.List;

/** The schema of {@link Status#answer}. */
public final class StatusShape {
  private StatusShape() {}

  /** The whole answer. */
  public static ObjectNode schema() {
    return new Members()
        .with("lakeId", Schema.orNull(Schema.text()), "The lake that is followed.")
        .with("view", Schema.orNull(view().schema()), "The batch view; null before the first.")
        .with("version", Schema.orNull(Shapes.version()), "Answers include the facts up to it.")
        .with("newest", Shapes.newestName(), "How far the values reach.")
        .with(
            "families",
            Schema.array(family().schema()),
            "The lists of pairs that the batch view holds, which /correlation/top can be asked for.")
        .with("gap", Schema.orNull(gap().schema()), "Versions that the signals skip, if any.")
        .with("run", Schema.orNull(run().schema()), "The latest run of the batch job.")
        .with("sources", Schema.array(source().schema()), "How each source's latest attempt went.")
        .with("realtime", Schema.orNull(realtime().schema()), "How far the speed layer is.")
        .with(
            "cache",
            new Members()
                .with("state", Schema.words(List.of("on", "partly", "down", "off")), "Memcached.")
                .schema(),
            "The cache of answers.")
        .schema();
  }

  private static Members view() {
    return Shapes.view().with("pinned", Schema.bool(), "Whether it stays after a revert.");
  }

  private static Members family() {
    return new Members()
        .with("xTransform", Shapes.transform(), "Of market series.")
        .with("yTransform", Shapes.transform(), "Of health series.")
        .with("window", Schema.orNull(Schema.integer(1)), "The last so many days; null for all.");
  }

  private static Members gap() {
    return new Members()
        .with("firstMissing", Schema.integer(1), "The lowest version that is missing.")
        .with("versions", Schema.integer(1), "How many are.")
        .with("remedy", Schema.text(), "What closes it.");
  }

  private static Members run() {
    Members progress =
        new Members()
            .with(
                "step",
                Schema.words(Arrays.stream(BatchRun.Step.values()).map(Enum::name).toList()),
                "What it does: start Spark, read the facts, compute, write the results.")
            .with("tasksDone", Schema.integer(0), "How many tasks have passed the step.")
            .with("tasks", Schema.integer(0), "How many there are; 0: that is not known yet.");
    return new Members()
        .with("id", Schema.integer(1), "Its number.")
        .with("lakeId", Schema.text(), "The lake that it reads.")
        .with("version", Shapes.version(), "It reads the facts up to this version.")
        .with("attempt", Schema.integer(1), "Which attempt at that version it is.")
        .with(
            "state",
            Schema.words(Arrays.stream(BatchRun.State.values()).map(Enum::name).toList()),
            "Where it is.")
        .with("launchedAt", Schema.instant(), "When it was launched.")
        .with("heartbeatAt", instant(), "When it was last heard of.")
        .with("finishedAt", instant(), "When it ended.")
        .with("message", Schema.orNull(Schema.text()), "Why it failed or changed nothing.")
        .with("progress", Schema.orNull(progress.schema()), "How far it is, or was at its end.");
  }

  private static Members source() {
    ObjectNode held =
        new Members().with("importId", Schema.text(), "What importer accept would take.").schema();
    return new Members()
        .with("name", Schema.text(), "The source.")
        .with("outcome", Schema.words(SourceStatus.outcomes()), "How it went.")
        .with("attemptedAt", Schema.instant(), "When it was tried last.")
        .with("lastSuccessAt", instant(), "When it last went well.")
        .with("lastChangeAt", instant(), "When it last brought facts.")
        .with("stale", Schema.bool(), "Whether the last success is over twice its interval ago.")
        .with("held", Schema.orNull(held), "The file that waits to be accepted, if one does.")
        .with("rows", Schema.integer(0), "Rows of the latest file.")
        .with("rejected", Schema.integer(0), "Rows of it that were refused.")
        .with("message", Schema.orNull(Schema.text()), "What went wrong and what to do.");
  }

  private static Members realtime() {
    Members gap =
        new Members()
            .with("reason", Schema.text(), "What answers lack.")
            .with("remedy", Schema.text(), "What closes it.");
    return new Members()
        .with("version", Shapes.version(), "The version up to which values are known.")
        .with("since", Schema.integer(0), "It has the facts after this version.")
        .with("newerCount", Schema.integer(0), "How many series are newer than the batch view.")
        .with("summariesVersion", Shapes.version(), "The version of lists of pairs.")
        .with("lag", Schema.integer(0), "How many versions lists are behind values.")
        .with("heartbeatAt", instant(), "When the speed layer was last heard of.")
        .with(
            "heartbeatAgeSeconds",
            Schema.orNull(Schema.number().put("minimum", 0)),
            "How long ago that is.")
        .with("gap", Schema.orNull(gap.schema()), "What answers may lack, if anything.");
  }

  private static ObjectNode instant() {
    return Schema.orNull(Schema.instant());
  }
}
