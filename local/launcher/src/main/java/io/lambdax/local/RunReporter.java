package io.lambdax.local;

import com.fasterxml.jackson.databind.JsonNode;

/** Says when the batch run that the status shows changes. */
final class RunReporter {
  private final Progress progress;
  private String last = "";

  RunReporter(Progress progress) {
    this.progress = progress;
  }

  void report(JsonNode run) {
    if (!run.has("state")) {
      return;
    }
    String now =
        "Batch run of version %d, attempt %d: %s"
            .formatted(
                run.path("version").asLong(),
                run.path("attempt").asInt(),
                run.path("state").asText());
    if (!now.equals(last)) {
      last = now;
      String why = run.path("message").asText("");
      progress.stage(why.isEmpty() ? now : now + " (" + why + ")");
    }
  }
}
