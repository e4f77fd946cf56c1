package io.lambdax.importer.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What one attempt of a source has met so far. For one thread. */
final class Tally {
  private final List<Outcome> outcomes = new ArrayList<>();
  private OptionalInt httpStatus = OptionalInt.empty();

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  void answered(OptionalInt status) {
    httpStatus = status;
  }

  /** The last answer of a server. */
  OptionalInt httpStatus() {
    return httpStatus;
  }

  /** Whether any file came to its end. */
  boolean settled() {
    return !outcomes.isEmpty();
  }

  boolean imported() {
    return outcomes.stream().anyMatch(o -> o.version() > 0);
  }

  boolean took(String importId) {
    return outcomes.stream().anyMatch(o -> o.importId().equals(importId) && o.accepted());
  }

  /** Of the last file. */
  long rows() {
    return settled() ? last().rows() : 0;
  }

  /** Of the last file. */
  long rejected() {
    return settled() ? last().rejected() : 0;
  }

  /** What is to be said of files that were refused, or are held still. */
  Optional<String> troubles(SourceState after) {
    List<Outcome> all = troubled(after);
    return all.stream()
        .findFirst()
        .flatMap(Outcome::message)
        .map(m -> all.size() == 1 ? m : m + " (and " + (all.size() - 1) + " more, see the log)");
  }

  /** The word for these. */
  String worst(SourceState after) {
    return troubled(after).stream().anyMatch(o -> o.word().equals("held")) ? "held" : "refused";
  }

  /** Refused, or held and not superseded by what came later in the same attempt. */
  private List<Outcome> troubled(SourceState after) {
    return outcomes.stream()
        .filter(o -> o.word().equals("refused") || after.held().contains(o.importId()))
        .filter(o -> !took(o.importId()))
        .toList();
  }

  private Outcome last() {
    return outcomes.get(outcomes.size() - 1);
  }
}
