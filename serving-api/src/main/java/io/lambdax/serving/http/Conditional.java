package io.lambdax.serving.http;

import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.zip.CRC32C;

/** Sends a body with its tag, or just 304 to a client that has it. */
final class Conditional {
  static final String CACHE_CONTROL = "no-cache";

  /** Javalin compresses from here on. */
  static final int SMALL = CompressionStrategy.GZIP.getDefaultMinSizeForCompression();

  private Conditional() {}

  /** A tag made from the content. */
  static String tag(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return Long.toHexString(sum.getValue()) + "-" + content.length;
  }

  /** Weak, because the body may be compressed on its way. */
  static String header(String tag) {
    return "W/\"" + tag + "\"";
  }

  static void answer(Context context, byte[] body, String type, String tag) {
    // With 304 too: caches take its headers over to what they hold.
    context.contentType(type).header("ETag", header(tag)).header("Cache-Control", CACHE_CONTROL);
    context.res().addHeader("Vary", "Accept-Encoding");
    String held = context.header("If-None-Match");
    if (held != null && (held.contains('"' + tag + '"') || held.equals("*"))) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      if (body.length < SMALL) {
        context.disableCompression(); // it would not be compressed, and asking costs
      }
      context.result(body);
    }
  }
}
