package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers look on the wire, and what is measured of them. */
class WireIT {
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";
  private static final String PROFILE = ASK.replace("correlation?", "correlation/profile?");

  private static TestApi api;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(TestServices.mariaDb(), "lambdax_wire", TestServices.memcached().servers());
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(1);
    }
    api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void large_isCompressedForWhoTakesIt_underATagThatHoldsForBoth() throws Exception {
    TestApi.Reply plain = api.get(PROFILE);
    TestApi.Reply small = api.get(PROFILE, "Accept-Encoding", "gzip");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(small.bytes().length).isLessThan(plain.bytes().length / 2);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(small.bytes()))) {
      assertThat(unzipped.readAllBytes()).isEqualTo(plain.bytes());
    }
    for (TestApi.Reply reply : new TestApi.Reply[] {plain, small}) {
      assertThat(reply.header("Vary")).contains("Accept-Encoding");
      assertThat(reply.header("ETag")).startsWith("W/\"");
    }
    assertThat(small.header("ETag")).isEqualTo(plain.header("ETag"));
    String[] held = {"Accept-Encoding", "gzip", "If-None-Match", plain.header("ETag")};
    TestApi.Reply same = api.get(PROFILE, held);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.bytes()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(plain.header("ETag"));
    assertThat(same.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
    assertThat(same.header("Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "br;q=0, gzip;q=0.0", "deflate"})
  void large_isLeftAsItIsForWhoDoesNot(String accepted) throws Exception {
    TestApi.Reply reply = api.get(PROFILE, "Accept-Encoding", accepted);
    assertThat(reply.header("Content-Encoding")).isEmpty();
    assertThat(reply.json().get("profile").size()).isEqualTo(121);
  }

  @Test
  void small_isNotWorthCompressing() throws Exception {
    TestApi.Reply reply = api.get(ASK, "Accept-Encoding", "gzip");
    assertThat(reply.bytes().length).isLessThan(1_400);
    assertThat(reply.header("Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PAGE,
        "/api/v1/status",
        "/healthz",
        "/api/v1/correlation/profile?x=market:DAX:close",
        "/no"
      })
  void head_isGetWithoutItsBody(String path) throws Exception {
    String get = raw("GET", path);
    String head = raw("HEAD", path);
    int end = get.indexOf("\r\n\r\n") + 4;
    assertThat(get.length()).isGreaterThan(end);
    assertThat(unlikeAlways(head)).isEqualTo(unlikeAlways(get.substring(0, end)));
  }

  private static final String PAGE = "/index.html";

  /** Without what differs between any two answers. */
  private static String unlikeAlways(String head) {
    return head.replaceAll("(Date|X-Request-Id): .*\r\n", "")
        .replaceAll("heartbeat.*", "")
        .replaceAll("Content-Length: \\d+", "Content-Length: n");
  }

  private static String raw(String method, String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      String request = method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void metrics_tellOfTheJvmThePoolLatencyFreshnessAndTheCache() throws Exception {
    api.get(ASK + "&lag=3");
    String metrics = api.get("/metrics").text();
    for (String name :
        new String[] {
          "jvm_memory_used_bytes",
          "jvm_gc_memory_allocated_bytes_total",
          "jvm_threads_live_threads",
          "hikaricp_connections_active",
          "hikaricp_connections_pending",
          "hikaricp_connections_acquire_seconds_count",
          "lambdax_http_working",
          "lambdax_http_waiting",
          "lambdax_http_refused_total",
          "lambdax_cache_failures_total",
          "lambdax_cache_servers_ill",
          "lambdax_realtime_silence_seconds",
          "lambdax_view_behind",
        }) {
      assertThat(metrics.lines()).as(name).anyMatch(line -> line.startsWith(name));
    }
    assertThat(api.metric("lambdax_view_age_seconds")).isPositive();
    assertThat(api.metric("lambdax_cache_servers{")).isEqualTo(1);
    String timer =
        "lambdax_http_requests_seconds_%s{cache=\"%s\",part=\"serving-api\",route=\"%s\"";
    assertThat(api.metric(timer.formatted("count", "miss", "/api/v1/correlation"))).isPositive();
    assertThat(api.metric(timer.formatted("count", "none", "/readyz"))).isPositive();
    assertThat(metrics).contains(timer.formatted("bucket", "miss", "/api/v1/correlation"));
  }
}
