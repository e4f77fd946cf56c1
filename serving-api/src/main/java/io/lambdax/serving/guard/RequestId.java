package io.lambdax.serving.guard;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The name of a request in logs and answers. */
final class RequestId {
  /** As it is sent and answered. */
  static final String HEADER = "X-Request-Id";

  /** As it stands in log lines. */
  static final String MDC = "requestId";

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private RequestId() {}

  /** What the client calls it if that can stand in a log, else a new one of 16 digits. */
  static String of(String given) {
    return given != null && SANE.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
