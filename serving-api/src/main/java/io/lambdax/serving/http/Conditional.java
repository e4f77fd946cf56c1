package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Sends a body with its tag, or just 304 to a client that has it. */
final class Conditional {
  private Conditional() {}

  static void answer(Context context, byte[] body, String type, String tag) {
    // Weak, because the body may be compressed on its way.
    String etag = "W/\"" + tag + "\"";
    context.header("ETag", etag).header("Cache-Control", "no-cache");
    context.res().addHeader("Vary", "Accept-Encoding");
    String held = context.header("If-None-Match");
    if (held != null && (held.contains('"' + tag + '"') || held.equals("*"))) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType(type).result(body);
    }
  }
}
