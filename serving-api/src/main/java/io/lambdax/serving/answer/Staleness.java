package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.store.view.SourceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Which sources are stale now: the part of an answer's freshness that changes with time alone. So
 * it is no part of what is cached, and joined to an answer only when that is sent.
 *
 * @param sources their names, in order
 */
record Staleness(List<String> sources) {

  Staleness {
    sources = List.copyOf(sources);
  }

  static Staleness of(List<SourceStatus> all, Instant now) {
    return new Staleness(
        all.stream().filter(source -> source.isStale(now)).map(SourceStatus::source).toList());
  }

  /** The answer with {@code staleSources} as its last member, under a tag that tells them apart. */
  Served join(Served answer) {
    byte[] body = answer.body();
    ObjectNode node = Json.object();
    sources.forEach(node.putArray("staleSources")::add);
    byte[] member = Json.bytes(node);
    // {"n":1} and {"staleSources":[]}: a comma takes the place of the brace between them.
    byte[] joined = new byte[body.length + member.length - 1];
    System.arraycopy(body, 0, joined, 0, body.length - 1);
    System.arraycopy(member, 0, joined, body.length - 1, member.length);
    joined[body.length - 1] = ',';
    return new Served(answer.outcome(), joined, answer.etag() + tag());
  }

  private String tag() {
    if (sources.isEmpty()) {
      return "";
    }
    CRC32 sum = new CRC32();
    sum.update(String.join("\n", sources).getBytes(StandardCharsets.UTF_8));
    return "-" + Long.toHexString(sum.getValue());
  }
}
