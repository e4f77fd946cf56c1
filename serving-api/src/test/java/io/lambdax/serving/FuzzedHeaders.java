package io.lambdax.serving;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Headers made up: none, right ones, or hostile ones.
 *
 * @param lines as they are sent, each with its line break
 * @param readable whether a server has to understand them, or to pass over what it does not
 */
record FuzzedHeaders(String lines, boolean readable) {
  static final FuzzedHeaders NONE = new FuzzedHeaders("", true);

  private static final String LINE = "\r\n";

  /** Those that the server, or what it is made of, reads. */
  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Cookie",
          "Content-Type",
          "Forwarded",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "Last-Event-ID",
          "Origin",
          "Access-Control-Request-Method",
          "Range",
          "Referer",
          "Sec-Fetch-Site",
          "traceparent",
          "tracestate",
          "User-Agent",
          "X-API-Key",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-HTTP-Method-Override",
          "X-Request-Id",
          "x");

  /** What may stand in a header, whatever it means there. */
  private static final List<String> ODD =
      List.of(
          "",
          "\t",
          ",",
          ",,,;;;===",
          ";q=",
          "*",
          "*/*;q=0",
          "text/csv",
          "text/csv;q=1.5, application/json;q=NaN",
          "text/csv;q=-1;q=2, */*;q=0.0000",
          "application/json;q=0, text/csv;q=0",
          "application/json; charset=\"nonsense",
          "gzip",
          "gzip;q=0, br, zstd;q=1, *;q=0.1",
          "identity;q=0, *;q=0",
          "\"",
          "W/\"",
          "W/\"\"",
          "\"a\", W/\"b\", *",
          "W/\"" + "0".repeat(2_000) + "\"",
          "Basic",
          "Basic ====",
          "Basic OnBhc3M6OjpcMA==",
          "Bearer",
          "Bearer " + "x".repeat(3_000),
          "Bearer a b c",
          "Digest username=\"a\"",
          "bytes=0-0",
          "bytes=-1",
          "bytes=5-2",
          "bytes=0-99999999999999999999",
          "bytes=" + "0-1,".repeat(500),
          "lines=1-2",
          "127.0.0.1",
          "127.0.0.1, 10.0.0.1, ::1",
          "::ffff:127.0.0.1%eth0",
          "[::1",
          "999.1.1.1",
          "localhost",
          "1.2.3.4:99999",
          ",".repeat(3_000),
          "1,".repeat(2_000),
          "null",
          "http://elsewhere",
          "https://[",
          "file://",
          "http://a b",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00",
          "ff-",
          "00-zz-zz-zz",
          "Thu, 01 Jan 1970 00:00:00 GMT",
          "Thu, 99 Foo 99999 99:99:99",
          "-1",
          "NaN",
          "9".repeat(400),
          "DELETE",
          "close, upgrade",
          "a=b; a=c; =; ;",
          "$Version=1; $Path=\"",
          "' OR '1'='1",
          "<script>alert(1)</script>",
          "${jndi:ldap://127.0.0.1/a}",
          "../../etc/passwd",
          "\u00fc\u20ac\u6f22\u5b57",
          "\uD83D\uDE00",
          "\u202Etxt",
          "\uFEFF",
          "\u0085\u00a0",
          "%0d%0aX-Injected:%20yes");

  /** Whole lines that are no HTTP, or that say how a body follows, which never does. */
  private static final List<String> UNREADABLE =
      List.of(
          "Accept: a\0b",
          "Accept: a\u0001b\u001b[31m",
          "X-Request-Id: a\rSet-Cookie: a=b",
          "X-Request-Id: a\n\tb",
          " Accept: text/csv",
          "Accept : text/csv",
          ": nothing",
          "no colon",
          "Acc ept: text/csv",
          "\u00fc: b",
          "Host: a" + LINE + "Host: b",
          "Host: a b/c",
          "Content-Length: -1",
          "Content-Length: x",
          "Content-Length: 5" + LINE + "Content-Length: 6",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked" + LINE + "Content-Length: 3",
          "Transfer-Encoding: nonsense",
          "Connection: Upgrade" + LINE + "Upgrade: h2c" + LINE + "HTTP2-Settings: AAMAAABkAAQAAP__",
          "Connection: Upgrade" + LINE + "Upgrade: websocket" + LINE + "Sec-WebSocket-Key: x",
          "Expect: 100-continue",
          "Expect: 200-ok",
          "X-Request-Id: " + "a".repeat(9_000),
          "Cookie: " + "a=b; ".repeat(2_000),
          "x: y\r\n".repeat(1_500) + "x: y");

  static FuzzedHeaders of(Random random) {
    int hostility = random.nextInt(4);
    if (hostility == 0) {
      return NONE;
    }
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      String value = ODD.get(random.nextInt(ODD.size()));
      String line = NAMES.get(random.nextInt(NAMES.size())) + ": " + value + LINE;
      int times = random.nextInt(6) == 0 ? 2 : 1; // which of two counts is nobody's business
      lines.addAll(Collections.nCopies(times, line));
    }
    boolean readable = hostility < 3 || random.nextBoolean();
    if (!readable) {
      lines.add(
          random.nextInt(lines.size() + 1),
          UNREADABLE.get(random.nextInt(UNREADABLE.size())) + LINE);
    }
    return new FuzzedHeaders(String.join("", lines), readable);
  }

  /** What they take of the 8 KiB that a request may have. */
  int bytes() {
    return lines.getBytes(StandardCharsets.UTF_8).length;
  }
}
