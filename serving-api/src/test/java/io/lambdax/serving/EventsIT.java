package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.Series;
import io.lambdax.local.services.TestServices;
import io.lambdax.serving.contract.Document;
import io.lambdax.serving.events.EventStreams;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.ViewWatch;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.ViewSwitch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of the event stream is told. */
class EventsIT {
  private static final int STREAMS = 2;

  private Database database;
  private TestViews views;
  private TestRealtime realtime;
  private TestApi api;

  @BeforeEach
  void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(),
            "lambdax_ev_" + UUID.randomUUID().toString().substring(0, 8),
            "");
    database = TestApi.database(config);
    views = new TestViews(database);
    views.publish(1);
    realtime = new TestRealtime(database, 1);
    api =
        new TestApi(
            ConfigFactory.parseString("lambdax.serving.streams = " + STREAMS).withFallback(config));
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterEach
  void stop() {
    api.close();
    database.close();
  }

  @Test
  void client_isToldTheStateFirst_andThenWhateverChanges() throws Exception {
    try (Client client = new Client(api.port())) {
      JsonNode state = client.next("state");
      assertThat(state.get("view").get("version").asLong()).isEqualTo(1);
      assertThat(state.get("version").asLong()).isEqualTo(1);

      realtime.values(2, Map.of(TestViews.DEU, TestViews.values(2).get(TestViews.DEU)));
      JsonNode change = client.next("change");
      assertThat(change.get("version").asLong()).isEqualTo(2);
      assertThat(change.get("summariesVersion").asLong()).isEqualTo(1);
      assertThat(change.get("series").toString()).isEqualTo("[\"health:DEU:cases\"]");
      assertThat(api.get("/api/v1/series/health:DEU:cases").json().get("version").asLong())
          .as("what is told can be asked at once")
          .isEqualTo(2);

      realtime.summarized(2);
      JsonNode summarized = client.next("change");
      assertThat(summarized.get("summariesVersion").asLong()).isEqualTo(2);
      assertThat(summarized.get("series").size()).isZero();

      views.publish(2);
      JsonNode sameFacts = client.next("change");
      assertThat(sameFacts.get("view").get("version").asLong()).isEqualTo(2);
      assertThat(sameFacts.get("series").isArray()).as("the facts are the same").isTrue();
      assertThat(sameFacts.get("series").size()).isZero();

      views.publish(3);
      assertThat(client.next("change").get("series").asText()).isEqualTo("many");
      assertThat(new ViewSwitch(database).revert().done()).isTrue();
      assertThat(client.next("change").get("view").get("version").asLong()).isEqualTo(2);
    }
  }

  @Test
  void streamsAreLimited_andAClientThatIsGoneMakesRoom() throws Exception {
    Client first = new Client(api.port());
    first.next("state");
    // Never reads a byte.
    try (Socket mute = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      mute.getOutputStream()
          .write("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      await().until(() -> api.metric("lambdax_events_streams") == STREAMS);
      TestApi.Reply refused = api.get("/api/v1/events");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("30");
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(refused.text()).contains("too-many-streams", "lambdax.serving.streams");

      Series changed = TestViews.values(2).get(TestViews.DEU);
      realtime.values(2, Map.of(TestViews.DEU, changed));
      assertThat(first.next("change").get("version").asLong()).isEqualTo(2);
    }
    first.close();
    realtime.values(3, Map.of());
    await()
        .untilAsserted(
            () -> {
              try (Client next = new Client(api.port())) {
                next.next("state");
              }
            });
    assertThat(api.status("/api/v1/events?x=1")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/events/", "/api/v1/event%73", "/api/v1/events;a=b", "/api/v1//events"})
  void pathThatIsMerelySimilar_keepsNoPlace(String path) throws Exception {
    for (int i = 0; i <= STREAMS; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
        socket.setSoTimeout(20_000);
        socket
            .getOutputStream()
            .write(
                ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String status = reader.readLine();
        if (status.contains(" 200 ")) {
          while (!reader.readLine().equals("event: state")) {
            // what comes before it
          }
        } else {
          assertThat(status).contains(" 404 ");
        }
      }
      realtime.values(2 + i, Map.of(TestViews.DEU, TestViews.values(2 + i).get(TestViews.DEU)));
      await().until(() -> api.metric("lambdax_events_streams") == 0);
    }
    try (Client client = new Client(api.port())) {
      client.next("state");
    }
  }

  @Test
  void oneClient_leavesPlacesToOthers() throws Exception {
    EventStreams streams =
        new EventStreams(
            new ViewWatch(database, Duration.ofSeconds(30)),
            3,
            2,
            Duration.ofSeconds(15),
            new SimpleMeterRegistry());
    streams.enter("one");
    streams.enter("one");
    assertThatThrownBy(() -> streams.enter("one"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("lambdax.serving.streams-of-one");
    streams.enter("other");
    assertThatThrownBy(() -> streams.enter("third"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("(lambdax.serving.streams)");
    streams.close();
    streams.stream("one", OutputStream.nullOutputStream()).get(20, TimeUnit.SECONDS);
    streams.enter("one");
  }

  @Test
  void clientThatHasAllItMay_isToldSo_othersAreNot() throws Exception {
    Config config =
        ConfigFactory.parseString(
                "lambdax.serving { streams-of-one = 1, trusted-proxies = \"127.0.0.1\" }")
            .withFallback(TestApi.config(TestServices.mariaDb(), "lambdax_ev_of_one", ""));
    try (TestApi crowded = new TestApi(config);
        Client client = new Client(crowded.port());
        Socket other = new Socket(InetAddress.getLoopbackAddress(), crowded.port())) {
      client.next("state");
      TestApi.Reply refused = crowded.get("/api/v1/events");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text()).contains("too-many-streams", "lambdax.serving.streams-of-one");
      other.setSoTimeout(20_000);
      other
          .getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(
              new BufferedReader(
                      new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))
                  .readLine())
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void apiThatStops_endsItsStreams() throws Exception {
    try (Client client = new Client(api.port())) {
      client.next("state");
      long began = System.nanoTime();
      api.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(client.ended()).isTrue();
    }
  }

  /** Reads events in a thread of its own. */
  private static final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestContract CONTRACT = new TestContract(Document.make());
    private static final int SECONDS = 20;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final InputStream in;

    Client(int port) throws Exception {
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                      .build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      in = response.body();
      Thread reader = new Thread(this::read, "events-client");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (Stream<String> all =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()) {
        all.filter(line -> !line.isEmpty()).forEach(lines::add);
      } catch (UncheckedIOException e) {
        lines.add("broken off: " + e.getMessage());
      }
      lines.add("end");
    }

    JsonNode next(String event) throws Exception {
      assertThat(lines.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("event: " + event);
      String data = lines.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(data).startsWith("data: ");
      JsonNode told = JSON.readTree(data.substring("data: ".length()));
      assertThat(CONTRACT.violations("Event", told)).isEmpty();
      assertThat(told.has("series")).isEqualTo(event.equals("change"));
      return told;
    }

    boolean ended() throws Exception {
      return "end".equals(lines.poll(SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
