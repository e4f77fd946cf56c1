package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.serving.view.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * How fresh an answer is: view, version, newest days, what the realtime view added, stale sources.
 * It changes with every version though the figures may not, and with time alone. So it is no part
 * of what is cached, and joined to an answer only when that is sent.
 *
 * @param moment what the answer is of
 * @param version the version whose facts it includes
 * @param newer which of its series are newer than the batch view; all that are, for a list
 * @param list whether it is a list, of which only the number is told
 * @param behind how many versions summaries are behind the values; empty where they are not used
 */
record Freshness(
    Moment moment, long version, List<SeriesId> newer, boolean list, Optional<Long> behind) {

  static final String STALE = "staleSources";

  /** The members that it adds to an answer. */
  static final List<String> MEMBERS = List.of("view", "version", "newest", "realtime", STALE);

  Freshness {
    newer = List.copyOf(newer);
  }

  static Freshness ofSeries(Moment moment, Set<SeriesId> series) {
    boolean none = moment.realtime().newer().isEmpty(); // as on most days of the year
    List<SeriesId> newer =
        none ? List.of() : series.stream().filter(moment::isNewer).sorted().toList();
    return new Freshness(moment, moment.version(), newer, false, Optional.empty());
  }

  /** Of so many series that only the number of the newer ones is told. */
  static Freshness ofMany(Moment moment, Set<SeriesId> series) {
    return new Freshness(
        moment,
        moment.version(),
        series.stream().filter(moment::isNewer).toList(),
        true,
        Optional.empty());
  }

  static Freshness ofSeriesList(Moment moment) {
    return new Freshness(moment, moment.version(), all(moment), true, Optional.empty());
  }

  static Freshness ofSummaries(Moment moment) {
    return new Freshness(
        moment,
        moment.realtime().summariesVersion(),
        all(moment),
        true,
        Optional.of(moment.realtime().lag()));
  }

  private static List<SeriesId> all(Moment moment) {
    return List.copyOf(moment.realtime().newer().keySet());
  }

  /** The answer with this as its last members, under a tag that tells them apart. */
  Served join(Served answer, List<SourceStatus> sources, Instant now, Written written) {
    byte[] body = answer.body();
    byte[] members =
        written.members(
            this, sources.stream().filter(s -> s.isStale(now)).map(SourceStatus::source).toList());
    // {"n":1} and {"version":2}: a comma takes the place of the brace between them.
    byte[] joined = new byte[body.length + members.length - 1];
    System.arraycopy(body, 0, joined, 0, body.length - 1);
    System.arraycopy(members, 0, joined, body.length - 1, members.length);
    joined[body.length - 1] = ',';
    CRC32 sum = new CRC32();
    sum.update(members);
    return new Served(
        answer.outcome(), joined, answer.etag() + "-" + Long.toHexString(sum.getValue()), moment);
  }

  /** What was written last: most answers are as fresh as the one before. Thread-safe. */
  static final class Written {
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody compares or changes
    private record Last(Freshness freshness, List<String> stale, byte[] members) {}

    private volatile Optional<Last> last = Optional.empty();

    private byte[] members(Freshness freshness, List<String> stale) {
      Optional<Last> before = last;
      if (before.isPresent()
          && before.get().freshness().isLike(freshness)
          && before.get().stale().equals(stale)) {
        return before.get().members();
      }
      byte[] members = Json.bytes(freshness.json(stale));
      last = Optional.of(new Last(freshness, stale, members));
      return members;
    }
  }

  /** Moments are compared by number, for they are large. */
  private boolean isLike(Freshness other) {
    return moment.number() == other.moment.number()
        && version == other.version
        && list == other.list
        && newer.equals(other.newer)
        && behind.equals(other.behind);
  }

  private ObjectNode json(List<String> staleSources) {
    ObjectNode json = Json.object();
    Json.view(json, moment.batch());
    json.put("version", version);
    Json.newest(json, Optional.of(moment));
    ObjectNode realtime = json.putObject("realtime").put("version", moment.version());
    if (list) {
      realtime.put("newerCount", newer.size());
    } else {
      ArrayNode names = realtime.putArray("newer");
      newer.forEach(id -> names.add(id.toString()));
    }
    behind.ifPresent(versions -> realtime.put("behind", versions));
    realtime.put("gap", moment.realtime().gap());
    ArrayNode stale = json.putArray(STALE);
    staleSources.forEach(stale::add);
    return json;
  }
}
