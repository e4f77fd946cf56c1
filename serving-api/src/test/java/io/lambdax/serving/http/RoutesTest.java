package io.lambdax.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.ops.Metrics;
import io.lambdax.serving.contract.Document;
import io.lambdax.serving.guard.FrontDoor;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document tells of every address of the API and of no other. */
class RoutesTest {
  private static final Set<String> PAGES = Set.of("/", "/<path>");

  @Test
  void everyAddress_isDocumented_andEveryDocumentedOneIsThere() {
    Set<String> documented = new TreeSet<>();
    Document.make().get("paths").fieldNames().forEachRemaining(documented::add);
    Config config = ConfigFactory.load();
    PrometheusMeterRegistry registry = Metrics.registry("test");
    ApiServer server =
        new ApiServer(
            null,
            null,
            null,
            null,
            null,
            registry,
            FrontDoor.by(config, registry),
            new ApiServer.Limits(9, Duration.ofSeconds(1), Connections.from(config)));
    Set<String> routed = new TreeSet<>(server.paths());
    routed.removeIf(path -> PAGES.contains(path) || path.startsWith("/api/docs"));
    assertThat(routed)
        .as("addresses in ApiServer and DocsRoutes; the document's are in Asks, Document and Probe")
        .isEqualTo(documented);
  }
}
