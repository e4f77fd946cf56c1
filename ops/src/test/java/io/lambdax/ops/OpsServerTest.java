package io.lambdax.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsServerTest {
  @Test
  void readyz_followsTheChecks_andSaysWhatIsWrong() throws Exception {
    AtomicReference<Optional<String>> problem =
        new AtomicReference<>(Optional.of("no \"broker\"\nat all"));
    Readiness readiness =
        new Readiness().add("kafka", problem::get).add("view", Optional::<String>empty);
    try (OpsServer ops =
        OpsServer.start(HttpSettings.anyPort(), readiness, Metrics.registry("test"))) {
      HttpResponse<String> unready = get(ops, "/readyz");
      assertThat(unready.statusCode()).isEqualTo(503);
      assertThat(unready.body())
          .isEqualTo(
              "{\"ready\":false,\"checks\":{\"kafka\":\"no \\\"broker\\\"\\u000aat all\",\"view\":\"ok\"}}");

      problem.set(Optional.empty());
      assertThat(get(ops, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void readyz_checkThatThrows_isNotReady() throws Exception {
    Readiness readiness =
        new Readiness()
            .add(
                "database",
                () -> {
                  throw new IllegalStateException("boom");
                });
    try (OpsServer ops =
        OpsServer.start(HttpSettings.anyPort(), readiness, Metrics.registry("test"))) {
      assertThat(get(ops, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(ops, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metrics_areTaggedWithThePart() throws Exception {
    try (OpsServer ops =
        OpsServer.start(HttpSettings.anyPort(), new Readiness(), Metrics.registry("importer"))) {
      assertThat(get(ops, "/metrics").body())
          .contains("jvm_memory_used_bytes{", "part=\"importer\"");
      assertThat(get(ops, "/metrics/else").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void start_portTaken_namesThePortAndTheRemedy(@TempDir Path dir) throws Exception {
    Path portFile = dir.resolve("run/port");
    HttpSettings first = new HttpSettings("127.0.0.1", 0, Optional.of(portFile));
    try (OpsServer ops = OpsServer.start(first, new Readiness(), Metrics.registry("test"))) {
      assertThat(Files.readString(portFile).trim()).isEqualTo(Integer.toString(ops.port()));
      HttpSettings same = new HttpSettings("127.0.0.1", ops.port(), Optional.empty());
      assertThatThrownBy(() -> OpsServer.start(same, new Readiness(), Metrics.registry("test")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContainingAll("127.0.0.1:" + ops.port(), "LAMBDAX_HTTP_PORT");
    }
  }

  private static HttpResponse<String> get(OpsServer ops, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + ops.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
