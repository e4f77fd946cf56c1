package io.lambdax.serving.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.view.Directory;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Realtime;
import io.lambdax.store.view.BatchView;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final SeriesId DEU = SeriesId.parse("health:DEU:cases");

  @Test
  void clientThatDoesNotRead_holdsUpNobody_andMissesNothing() throws Exception {
    // Holds 64 bytes: the first event is too long for it.
    PipedInputStream in = new PipedInputStream(64);
    EventStream stream = new EventStream(new PipedOutputStream(in), Duration.ofMinutes(1));
    Thread writer =
        new Thread(
            () -> {
              try {
                stream.run(Json.object().put("text", "x".repeat(200)));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    await().until(() -> in.available() == 64);
    for (int i = 1; i <= 10_000; i++) {
      SeriesId id = i % 2 == 0 ? DEU : SeriesId.parse("market:DAX:close");
      stream.offer(new Change(moment(i), Optional.of(Set.of(id))));
    }
    StringBuilder got = new StringBuilder();
    while (!got.toString().contains("event: change") || !got.toString().endsWith("\n\n")) {
      got.append((char) in.read());
    }
    JsonNode change =
        new ObjectMapper().readTree(got.substring(got.lastIndexOf("data: ") + "data: ".length()));
    assertThat(change.get("version").asLong()).isEqualTo(10_000);
    assertThat(change.get("series").toString())
        .isEqualTo("[\"health:DEU:cases\",\"market:DAX:close\"]");
    stream.close();
    writer.join();
  }

  @Test
  void silence_isFilledWithComments() throws Exception {
    PipedInputStream in = new PipedInputStream();
    EventStream stream = new EventStream(new PipedOutputStream(in), Duration.ofMillis(1));
    Thread writer =
        new Thread(
            () -> {
              try {
                stream.run(Json.object());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    byte[] some = in.readNBytes("event: state\ndata: {}\n\n: alive\n\n: alive\n\n".length());
    assertThat(new String(some, StandardCharsets.UTF_8)).endsWith(": alive\n\n: alive\n\n");
    stream.close();
    in.skipNBytes(in.available());
    writer.join();
  }

  @Test
  void moreThanAHundredSeries_areMany() {
    Change many = new Change(moment(1), Optional.of(Set.of(DEU)));
    for (int i = 0; i < Change.MOST; i++) {
      SeriesId id = SeriesId.parse("health:C" + i + ":cases");
      many = many.and(new Change(moment(2), Optional.of(Set.of(id))));
    }
    assertThat(many.json().get("series").asText()).isEqualTo("many");
  }

  @Test
  void whatTellsNothingNew_isNoEvent() {
    Moment before = moment(1);
    assertThat(Change.between(Optional.of(before), moment(1)).isNothingAfter(Optional.of(before)))
        .isTrue();
    assertThat(Change.between(Optional.of(before), moment(2)).isNothingAfter(Optional.of(before)))
        .as("another version")
        .isFalse();
    assertThat(Change.between(Optional.empty(), moment(1)).isNothingAfter(Optional.empty()))
        .as("the first view")
        .isFalse();
    assertThat(new Change(moment(1), Optional.of(Set.of(DEU))).isNothingAfter(Optional.of(before)))
        .as("other values")
        .isFalse();
  }

  private static Moment moment(long version) {
    BatchView batch =
        new BatchView(
            1,
            "lake",
            version,
            1,
            "token",
            Instant.EPOCH,
            true,
            new BatchView.Counts(0, 0, 0),
            Optional.empty(),
            Optional.empty());
    Directory none = new Directory(List.of());
    return new Moment(
        version, batch, new Realtime(List.of(), "lake", version, Map.of()), none, none);
  }
}
