package io.lambdax.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a server on this machine over connections that are kept open. Does as little as can be with
 * what comes back, for it shares the processors with the server. An answer other than 200 ends it.
 */
final class LoadGenerator {

  private final int port;
  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * What came of it.
   *
   * @param answers that came in time
   * @param seconds that it took
   * @param micros how long each answer took, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers that nobody compares
  record Result(int answers, double seconds, long[] micros) {
    double perSecond() {
      return answers / seconds;
    }

    /** In milliseconds. */
    double percentile(double percent) {
      return micros[(int) Math.min(micros.length - 1, micros.length * percent / 100)] / 1e3;
    }
  }

  /** Asks for those paths, one after the other and again from the first. */
  LoadGenerator(int port, List<String> paths) {
    this.port = port;
    this.requests =
        paths.stream()
            .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .map(request -> request.getBytes(StandardCharsets.US_ASCII))
            .toList();
  }

  /** Each connection asks again as soon as it has its answer. */
  Result closed(int connections, double seconds) throws InterruptedException, ExecutionException {
    return run(connections, seconds, 0);
  }

  /**
   * So many requests a second, evenly, whether or not answers come. An answer's time counts from
   * when it should have been asked for.
   */
  Result paced(int connections, double seconds, double perSecond)
      throws InterruptedException, ExecutionException {
    return run(connections, seconds, connections / perSecond * 1e9);
  }

  /** Each path once, on one connection. */
  Result once() throws IOException {
    long start = System.nanoTime();
    long[] nanos = new long[requests.size()];
    try (Connection connection = new Connection()) {
      for (int i = 0; i < nanos.length; i++) {
        long asked = System.nanoTime();
        connection.ask(requests.get(i));
        nanos[i] = System.nanoTime() - asked;
      }
    }
    return result(List.of(nanos), start);
  }

  private Result run(int connections, double seconds, double every)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      List<Callable<long[]>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        long first = start + (long) (every * i / connections);
        work.add(() -> ask(first, end, every));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> one : threads.invokeAll(work)) {
        all.add(one.get());
      }
      return result(all, start);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result result(List<long[]> nanos, long start) {
    double took = (System.nanoTime() - start) / 1e9;
    long[] micros =
        nanos.stream().flatMapToLong(Arrays::stream).map(TimeUnit.NANOSECONDS::toMicros).toArray();
    Arrays.sort(micros);
    return new Result(micros.length, took, micros);
  }

  private long[] ask(long first, long end, double every) throws IOException {
    long[] nanos = new long[1 << 16];
    int count = 0;
    try (Connection connection = new Connection()) {
      while (true) {
        long due = every == 0 ? System.nanoTime() : first + (long) (count * every);
        if (due - end >= 0) {
          return Arrays.copyOf(nanos, count);
        }
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        int which = Math.floorMod(next.getAndIncrement(), requests.size());
        connection.ask(requests.get(which));
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = System.nanoTime() - due;
      }
    }
  }

  private final class Connection implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    private final InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
    }

    void ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      String status = line();
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException(
            new String(request, StandardCharsets.US_ASCII).strip() + " was answered " + status);
      }
      int length = -1;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring("content-length:".length()).strip());
        }
      }
      if (length < 0) {
        chunks();
      } else {
        in.skipNBytes(length);
      }
    }

    private void chunks() throws IOException {
      int length;
      do {
        length = Integer.parseInt(line(), 16);
        in.skipNBytes(length);
        line();
      } while (length > 0);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the server hung up");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
