package io.lambdax.serving.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Javalin compresses what is larger than a packet for whoever names gzip, also for who names it to
 * refuse it.
 */
final class Compression {
  private static final Pattern REFUSED =
      Pattern.compile(
          "(?:^|.*,)\\s*gzip\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,.*|$)", Pattern.CASE_INSENSITIVE);

  private Compression() {}

  /** To be asked before an answer is written. */
  static void on(Context context) {
    String accepted = context.header("Accept-Encoding");
    if (accepted != null && REFUSED.matcher(accepted).matches()) {
      context.minSizeForCompression(Integer.MAX_VALUE);
    }
  }
}
