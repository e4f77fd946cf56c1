package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.importer.source.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a source stands, in one small file, so that a file that was seen before costs one look. It
 * can be lost without harm: the next pass then compares the file with the facts.
 *
 * @param pending an import whose bytes are in bronze and whose end is not known
 * @param last the newest file that came to an end
 * @param outcome how that one ended; empty before the first
 * @param message of that outcome
 * @param acceptedRows of the last accepted file, 0 before the first
 * @param acceptedObservedAt its publication
 * @param held imports that wait for accept, oldest first; of a full source only the newest does
 */
public record SourceState(
    Optional<String> lakeId,
    Optional<String> pending,
    Optional<LastFile> last,
    Optional<String> outcome,
    Optional<String> message,
    long acceptedRows,
    Optional<Instant> acceptedObservedAt,
    List<String> held,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastChangeAt) {
  /** Keeps a copy. */
  public SourceState {
    held = List.copyOf(held);
  }

  /** What is remembered of a file. */
  public record LastFile(
      String name, String sha256, String parser, Map<String, String> validators) {
    /** Keeps a copy of the validators. */
    public LastFile {
      validators = Map.copyOf(validators);
    }
  }

  /** A source that was never attempted. */
  public static final SourceState NEW =
      new SourceState(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** The state while an import of that source has not come to its end. */
  public SourceState pending(String importId) {
    return new SourceState(
        lakeId,
        Optional.of(importId),
        last,
        outcome,
        message,
        acceptedRows,
        acceptedObservedAt,
        held,
        lastSuccessAt,
        lastChangeAt);
  }

  SourceState seen(Instant at) {
    return new SourceState(
        lakeId,
        pending,
        last,
        outcome,
        message,
        acceptedRows,
        acceptedObservedAt,
        held,
        Optional.of(at),
        lastChangeAt);
  }

  /** The newest import that waits for accept. */
  public Optional<String> heldImportId() {
    return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1));
  }

  /** The state after an import of that source came to an end. */
  public SourceState settled(Source source, Manifest file, Outcome end, Instant at) {
    boolean accepted = end.accepted();
    boolean older =
        acceptedObservedAt.isPresent() && file.observedAt().isBefore(acceptedObservedAt.get());
    boolean newest = accepted && !older;
    return new SourceState(
        Optional.of(end.lakeId()),
        Optional.empty(),
        Optional.of(new LastFile(file.fileName(), file.sha256(), file.parser(), file.validators())),
        Optional.of(end.word()),
        end.message(),
        newest ? end.rows() : acceptedRows,
        newest ? Optional.of(file.observedAt()) : acceptedObservedAt,
        heldAfter(end, source.full(), newest),
        accepted ? Optional.of(at) : lastSuccessAt,
        end.version() > 0 ? Optional.of(at) : lastChangeAt);
  }

  /** A whole history says all that an older one could; a part says nothing of the other parts. */
  private List<String> heldAfter(Outcome end, boolean full, boolean newest) {
    boolean isHeld = end.word().equals("held");
    List<String> after = new ArrayList<>(full && (isHeld || newest) ? List.of() : held);
    if (isHeld || end.accepted()) {
      after.remove(end.importId());
    }
    if (isHeld) {
      after.add(end.importId());
    }
    return after;
  }

  byte[] toJson() throws IOException {
    ObjectNode node = Json.object();
    Json.put(node, "lakeId", lakeId);
    Json.put(node, "pending", pending);
    Json.put(node, "outcome", outcome);
    Json.put(node, "message", message);
    node.put("acceptedRows", acceptedRows);
    Json.put(node, "acceptedObservedAt", acceptedObservedAt);
    held.forEach(node.putArray("held")::add);
    Json.put(node, "lastSuccessAt", lastSuccessAt);
    Json.put(node, "lastChangeAt", lastChangeAt);
    last.ifPresent(
        file -> {
          ObjectNode inner = node.putObject("last");
          inner.put("name", file.name()).put("sha256", file.sha256()).put("parser", file.parser());
          Json.put(inner, "validators", file.validators());
        });
    return Json.bytes(node);
  }

  static SourceState fromJson(byte[] json) throws IOException {
    JsonNode node = Json.parse(json);
    Optional<LastFile> last =
        Optional.ofNullable(node.get("last"))
            .map(
                file ->
                    new LastFile(
                        file.get("name").asText(),
                        file.get("sha256").asText(),
                        file.get("parser").asText(),
                        Json.map(file, "validators")));
    return new SourceState(
        Json.text(node, "lakeId"),
        Json.text(node, "pending"),
        last,
        Json.text(node, "outcome"),
        Json.text(node, "message"),
        node.path("acceptedRows").asLong(),
        Json.instant(node, "acceptedObservedAt"),
        Json.texts(node, "held"),
        Json.instant(node, "lastSuccessAt"),
        Json.instant(node, "lastChangeAt"));
  }
}
