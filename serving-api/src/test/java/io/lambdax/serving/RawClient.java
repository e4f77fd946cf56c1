package io.lambdax.serving;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A client that sends whatever it is told, as no library would. */
final class RawClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int port;

  RawClient(int port) {
    this.port = port;
  }

  /** Sends a request line's target as it is. HTTP/1.0, so that the body is all until the end. */
  TestContract.Response get(String target) throws IOException {
    return get(target, "");
  }

  /** The same with some headers, each with its line break, as they are. */
  TestContract.Response get(String target, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.0\r\nHost: fuzz\r\n" + headers + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      try (InputStream in = socket.getInputStream()) {
        return parse(in.readAllBytes(), target);
      }
    }
  }

  private static TestContract.Response parse(byte[] reply, String target) throws IOException {
    int end = endOfHead(reply);
    if (end < 0) {
      throw new IOException(
          "no HTTP in answer to " + target + ": " + new String(reply, StandardCharsets.UTF_8));
    }
    String[] lines = new String(reply, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
    Map<String, String> headers = new HashMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    byte[] body = Arrays.copyOfRange(reply, end + END.length, reply.length);
    return new TestContract.Response(
        Integer.parseInt(lines[0].split(" ")[1]),
        name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), ""),
        headers.getOrDefault("content-encoding", "").equals("gzip") ? unzipped(body) : body);
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static int endOfHead(byte[] reply) {
    for (int i = 0; i + END.length <= reply.length; i++) {
      if (Arrays.equals(reply, i, i + END.length, END, 0, END.length)) {
        return i;
      }
    }
    return -1;
  }
}
