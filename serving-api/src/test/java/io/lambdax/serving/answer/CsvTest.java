package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.cache.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static Csv countriesWithStale(int sources) {
    ObjectNode json = Json.object();
    json.putArray("countries");
    Freshness.MEMBERS.forEach(json::putNull);
    ArrayNode stale = json.putArray(Freshness.STALE);
    for (int i = 0; i < sources; i++) {
      stale.add("quélle-" + i);
    }
    Ask ask = Asks.COUNTRIES.ask(Map.of(), Map.of());
    return Csv.of(
        ask, new Served(Outcome.HIT, Json.bytes(json), "tag", MatrixAskTest.moment(1, 1)));
  }

  @Test
  void freshness_fitsIntoAHeader_howeverManySourcesAreStale() {
    Csv few = countriesWithStale(2);
    JsonNode names = read(few).get(Freshness.STALE);
    assertThat(names).extracting(JsonNode::asText).containsExactly("quélle-0", "quélle-1");
    assertThat(few.freshness().chars()).allMatch(c -> c < 128);

    Csv many = countriesWithStale(10_000);
    assertThat(many.freshness().length()).isLessThan(4_000);
    JsonNode some = read(many).get(Freshness.STALE);
    assertThat(some.get(some.size() - 1).asText())
        .isEqualTo("and " + (10_000 - some.size() + 1) + " more");
    assertThat(List.of(few.etag(), many.etag())).containsOnly("tag-c");
  }

  private static JsonNode read(Csv csv) {
    return Json.read(csv.freshness().getBytes(StandardCharsets.US_ASCII));
  }
}
