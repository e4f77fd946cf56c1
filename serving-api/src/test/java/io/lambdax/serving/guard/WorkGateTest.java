package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

/** A place comes free just when somebody's patience ends. */
class WorkGateTest {
  private static final int CLIENTS = 12;
  private static final Duration PATIENCE = Duration.ofMillis(4);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

  private final WorkGate gate = new WorkGate(1, CLIENTS, 0, PATIENCE);

  /** Holds the one place about as long as others are patient. */
  private final class Work extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      WorkGate.Entry entry = gate.enter(request, WorkGateTest::turnAway);
      if (entry == WorkGate.Entry.IN) {
        try {
          assertThat(new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)).isFalse();
          response.setStatus(200);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } finally {
          gate.leave();
        }
      }
    }
  }

  private static void turnAway(AsyncContext async) {
    ((HttpServletResponse) async.getResponse()).setStatus(503);
    async.complete();
  }

  @Test
  void whoWaits_isLetInOrTurnedAway_butNeverForgotten() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder work = new ServletHolder(new Work());
    work.setAsyncSupported(true);
    context.addServlet(work, "/*");
    server.setHandler(context);
    server.start();
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long end = System.nanoTime() + LONG_ENOUGH.toNanos();
      Map<Integer, Integer> answers = new TreeMap<>();
      List<Callable<List<Integer>>> asking = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        asking.add(() -> ask(connector.getLocalPort(), end));
      }
      for (var client : clients.invokeAll(asking)) {
        client.get().forEach(status -> answers.merge(status, 1, Integer::sum));
      }
      assertThat(answers).containsOnlyKeys(200, 503);
      assertThat(gate.working()).isZero();
      assertThat(gate.waiting()).isZero();
    } finally {
      clients.shutdownNow();
      server.stop();
    }
  }

  private static List<Integer> ask(int port, long end) throws IOException {
    List<Integer> answers = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(request);
        answers.add(status(socket));
      }
    }
    return answers;
  }

  /** The status of the next answer, whose head and body are read. */
  private static int status(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException("the connection ended after: " + head);
      }
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
    socket.getInputStream().readNBytes(Integer.parseInt(length));
    return Integer.parseInt(head.toString().split(" ")[1]);
  }
}
