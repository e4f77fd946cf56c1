package io.lambdax.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final byte[] OK = "http/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int END_OF_LINE = 2;

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

  /** Reads heads as bytes: to make text of every header would cost as much as some servers do. */
  private final class Connection implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 13;

    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    private final InputStream in = socket.getInputStream();
    private final byte[] buffer = new byte[1 << 14];
    private int from;
    private int to;

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
    }

    void ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      int end = line();
      if (!begins(OK, end)) {
        throw new IOException(
            new String(request, StandardCharsets.US_ASCII).strip()
                + " was answered "
                + text(0, end));
      }
      int length = -1;
      for (end = next(end); end > from; end = next(end)) {
        if (begins(LENGTH, end)) {
          length = Integer.parseInt(text(LENGTH.length, end));
        }
      }
      from = end + END_OF_LINE;
      if (length < 0) {
        chunks();
      } else {
        skip(length);
      }
    }

    private void chunks() throws IOException {
      int length;
      do {
        int end = line();
        length = Integer.parseInt(text(0, end), 16);
        from = end + END_OF_LINE;
        skip(length + END_OF_LINE);
      } while (length > 0);
    }

    /** Goes on behind a line, and finds the end of the one that follows. */
    private int next(int end) throws IOException {
      from = end + END_OF_LINE;
      return line();
    }

    /** Where the line that begins at {@link #from} ends; what is read may be moved for it. */
    private int line() throws IOException {
      int end = from;
      while (true) {
        for (; end + 1 < to; end++) {
          if (buffer[end] == '\r' && buffer[end + 1] == '\n') {
            return end;
          }
        }
        int seen = end - from;
        if (seen > LONGEST_LINE) {
          throw new IOException("the server sent a line of more than " + LONGEST_LINE + " bytes");
        }
        more();
        end = from + seen;
      }
    }

    private boolean begins(byte[] lowerCase, int end) {
      if (end - from < lowerCase.length) {
        return false;
      }
      for (int i = 0; i < lowerCase.length; i++) {
        int c = buffer[from + i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lowerCase[i]) {
          return false;
        }
      }
      return true;
    }

    private String text(int skipped, int end) {
      return new String(buffer, from + skipped, end - from - skipped, StandardCharsets.US_ASCII)
          .strip();
    }

    private void skip(int bytes) throws IOException {
      int left = bytes;
      while (left > to - from) {
        left -= to - from;
        from = to;
        more();
      }
      from += left;
    }

    /** Reads behind what was not taken yet, which goes to the beginning of the buffer. */
    private void more() throws IOException {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        throw new IOException("the server hung up");
      }
      to += read;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
