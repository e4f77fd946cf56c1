package io.lambdax.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody expects is a problem document too, and says nothing of where it came from. */
class FailuresTest {
  private final Javalin app = Javalin.create(config -> config.showJavalinBanner = false);

  @BeforeEach
  void start() {
    Failures.on(app);
    app.get(
        "/error",
        context -> {
          throw new StackOverflowError("secret");
        });
    app.get(
        "/late",
        context -> {
          context.result("half of an answer");
          throw new NoClassDefFoundError("secret");
        });
    app.get(
        "/exception",
        context -> {
          throw new IllegalStateException("secret");
        });
    app.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    app.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/error", "/late", "/exception"})
  void anyThrowable_isAProblem(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + app.port() + path);
    HttpResponse<byte[]> reply =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode problem =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(reply.body());
    assertThat(problem.get("type").asText()).endsWith(":internal");
    assertThat(problem.toString()).doesNotContain("secret", "Error(");
  }
}
