package io.lambdax.importer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against real servers on loopback, well behaved and not. */
class WebFetchTest {
  private static final byte[] CSV = "date,close\n2020-01-02,1\n".getBytes(StandardCharsets.UTF_8);
  private static final String MODIFIED = "Mon, 14 Dec 2020 10:00:00 GMT";

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static HttpLimits limits(long maxBytes) {
    return new HttpLimits(
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofMillis(800),
        3,
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        maxBytes,
        Optional.empty());
  }

  private static FetchResult fetch(URI uri, PreviousFetch... previous) {
    return fetch(uri, 1 << 20, previous);
  }

  private static FetchResult fetch(URI uri, long maxBytes, PreviousFetch... previous) {
    return new WebFetch(limits(maxBytes), Clock.systemUTC())
        .fetch(uri, List.of(previous).stream().findFirst());
  }

  @Test
  void clockThatIsSetForward_cutsNoTransferShort() {
    server.createContext(
        "/slow",
        e -> {
          e.sendResponseHeaders(200, CSV.length);
          try (OutputStream out = e.getResponseBody()) {
            out.write(CSV, 0, 5);
            out.flush();
            over.await(200, TimeUnit.MILLISECONDS);
            out.write(CSV, 5, CSV.length - 5);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    AtomicInteger hours = new AtomicInteger();
    Clock jumping =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.EPOCH.plus(Duration.ofHours(hours.incrementAndGet()));
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    FetchResult result =
        new WebFetch(limits(1 << 20), jumping).fetch(at("/slow"), Optional.empty());
    assertThat(only(result).content()).isEqualTo(CSV);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static FetchedFile only(FetchResult result) {
    assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    return ((FetchResult.Fetched) result).files().get(0);
  }

  private static FetchResult.Failed failed(FetchResult result) {
    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    return (FetchResult.Failed) result;
  }

  @Test
  void file_comesWithItsPublicationTimeAndValidators_throughARedirect() {
    server.createContext("/old.csv", e -> redirect(e, "/dir/new.csv"));
    server.createContext(
        "/dir/new.csv",
        e -> {
          e.getResponseHeaders().set("ETag", "\"v1\"");
          e.getResponseHeaders().set("Last-Modified", MODIFIED);
          send(e, 200, CSV);
        });
    FetchedFile file = only(fetch(at("/old.csv")));
    assertThat(file.content()).isEqualTo(CSV);
    assertThat(file.observedAt()).isEqualTo(Instant.parse("2020-12-14T10:00:00Z"));
    assertThat(file.validators())
        .containsEntry("etag", "\"v1\"")
        .containsEntry("last-modified", MODIFIED);
  }

  @Test
  void timeToCome_isTheTimeOfTheFetch_andNoValidator() {
    server.createContext(
        "/ahead.csv",
        e -> {
          e.getResponseHeaders().set("Last-Modified", "Tue, 01 Jan 2999 00:00:00 GMT");
          send(e, 200, CSV);
        });
    FetchedFile file = only(fetch(at("/ahead.csv")));
    assertThat(file.observedAt()).isEqualTo(file.fetchedAt());
    assertThat(file.validators()).doesNotContainKey("last-modified");
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    send(exchange, 302, new byte[0]);
  }

  @Test
  void unchangedFile_isNotFetchedAgain() {
    server.createContext(
        "/f",
        e -> {
          boolean same =
              "\"v1\"".equals(e.getRequestHeaders().getFirst("If-None-Match"))
                  && MODIFIED.equals(e.getRequestHeaders().getFirst("If-Modified-Since"));
          e.getResponseHeaders().set("ETag", "\"v1\"");
          e.getResponseHeaders().set("Last-Modified", MODIFIED);
          send(e, same ? 304 : 200, same ? new byte[0] : CSV);
        });
    FetchedFile first = only(fetch(at("/f")));
    PreviousFetch previous = new PreviousFetch(first.name(), first.validators());
    assertThat(fetch(at("/f"), previous))
        .isEqualTo(new FetchResult.NotModified(OptionalInt.of(304)));
    assertThat(only(fetch(at("/f?other"), previous)).content()).isEqualTo(CSV);
  }

  @Test
  void gzip_isUnpacked_whetherTheServerSaysSoOrNot() throws IOException {
    byte[] zipped = gzip(CSV);
    server.createContext(
        "/said",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          send(e, 200, zipped);
        });
    server.createContext("/plain.csv.gz", e -> send(e, 200, zipped));
    assertThat(only(fetch(at("/said"))).content()).isEqualTo(CSV);
    assertThat(only(fetch(at("/plain.csv.gz"))).content()).isEqualTo(CSV);
  }

  @Test
  void busyServer_isAskedAgain_untilItAnswers() {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/f",
        e -> {
          if (asked.incrementAndGet() < 3) {
            e.getResponseHeaders().set("Retry-After", "0");
            send(e, 503, new byte[0]);
          } else {
            send(e, 200, CSV);
          }
        });
    assertThat(only(fetch(at("/f"))).content()).isEqualTo(CSV);
    assertThat(asked).hasValue(3);
  }

  @Test
  void serverThatAsksForALongWait_isLeftInPeace_andKeysAreNotShown() {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/f",
        e -> {
          asked.incrementAndGet();
          e.getResponseHeaders().set("Retry-After", "3600");
          send(e, 429, new byte[0]);
        });
    assertThat(failed(fetch(at("/f?key=secret"))).message())
        .contains("asked again in PT1H")
        .doesNotContain("secret");
    assertThat(asked).hasValue(1);
  }

  @Test
  void brokenServer_isNamed_afterAllTries() {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/f",
        e -> {
          asked.incrementAndGet();
          send(e, 500, new byte[0]);
        });
    FetchResult.Failed failed = failed(fetch(at("/f")));
    assertThat(failed.message()).contains(at("/f").toString(), "answered 500", "tried 3 times");
    assertThat(failed.httpStatus()).hasValue(500);
    assertThat(asked).hasValue(3);
  }

  @Test
  void missingFile_isNotAskedForAgain() {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/f",
        e -> {
          asked.incrementAndGet();
          send(e, 404, new byte[0]);
        });
    assertThat(failed(fetch(at("/f"))).message())
        .contains("answered 404: correct the source's location");
    assertThat(asked).hasValue(1);
  }

  @Test
  void serverThatIsDown_isNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(failed(fetch(URI.create("http://127.0.0.1:" + free + "/f"))).message())
        .contains("127.0.0.1:" + free, "cannot be reached");
  }

  @Test
  void serverThatHangs_isGivenUp() {
    server.createContext("/f", e -> await());
    assertThat(failed(fetch(at("/f"))).message()).contains("did not answer within PT0.5S");
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void serverThatNeverEnds_isGivenUp() {
    server.createContext(
        "/f",
        e -> {
          e.sendResponseHeaders(200, 0);
          e.getResponseBody().write(CSV);
          e.getResponseBody().flush();
          await();
        });
    assertThat(failed(fetch(at("/f"))).message()).contains("did not come to an end within PT0.8S");
  }

  @Test
  void bodyCutShort_isNotTaken() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread cutting = new Thread(() -> answerHalf(socket));
      cutting.start();
      URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/f");
      assertThat(failed(fetch(uri)).message()).contains(uri.toString(), "broke off");
    }
  }

  private static void answerHalf(ServerSocket socket) {
    try {
      for (int i = 0; i < 3; i++) {
        try (Socket s = socket.accept()) {
          // the request line is all that is awaited
          for (int c = s.getInputStream().read(); c >= 0 && c != '\n'; ) {
            c = s.getInputStream().read();
          }
          s.getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndate,close\n"
                      .getBytes(StandardCharsets.US_ASCII));
          s.getOutputStream().flush();
        }
      }
    } catch (IOException e) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Test
  void largeBody_andGzipBomb_areRefusedAtOnce() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    byte[] zeros = new byte[100_000];
    byte[] bomb = gzip(zeros);
    server.createContext("/large", e -> send(e, 200, zeros));
    server.createContext(
        "/bomb",
        e -> {
          asked.incrementAndGet();
          send(e, 200, bomb);
        });
    assertThat(failed(fetch(at("/large"), 50_000)).message())
        .contains("more than 50000 bytes", "lambdax.importer.http.max-size");
    assertThat(failed(fetch(at("/bomb"), 50_000)).message()).contains("more than 50000 bytes");
    assertThat(asked).hasValue(1);
  }

  @Test
  void gzipThatIsCutOff_saysSo() throws IOException {
    byte[] zipped = gzip(CSV);
    server.createContext(
        "/f", e -> send(e, 200, java.util.Arrays.copyOf(zipped, zipped.length - 12)));
    assertThat(failed(fetch(at("/f"))).message()).contains("gzip is cut off");
  }
}
