package io.lambdax.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.local.services.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running API, asked one question again and again for how new its answer is. */
final class AnswerWatch implements AutoCloseable {
  private static final BenchPart API =
      new BenchPart("serving-api", "io.lambdax.serving.Main", "384m");
  private static final long TOO_LONG = TimeUnit.MINUTES.toNanos(2);

  private final Process process;
  private final Api api;
  private final ObjectNode question =
      new ObjectMapper().createObjectNode().put("x", "market:M0:close").put("y", "health:H0:cases");

  private AnswerWatch(Process process, URI base) {
    this.process = process;
    this.api = new Api(base);
  }

  /** Starts the API without a cache; returns when it answers the question. */
  static AnswerWatch start(Path log, Map<String, String> settings) throws Exception {
    int port = FreePort.find();
    Map<String, String> all = new HashMap<>(settings);
    all.put("lambdax.http.port", Integer.toString(port));
    all.put("lambdax.memcached.servers", "");
    AnswerWatch watch =
        new AnswerWatch(API.start(log, all), URI.create("http://127.0.0.1:" + port));
    try {
      watch.await();
      return watch;
    } catch (Exception e) {
      watch.close();
      throw e;
    }
  }

  private void await() throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        version();
        return;
      } catch (IOException e) {
        if (System.nanoTime() - start > TOO_LONG || !process.isAlive()) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  /** All facts up to this version are in the answer. */
  long version() throws IOException, InterruptedException {
    return api.get("/api/v1/correlation", question).get("version").asLong();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
