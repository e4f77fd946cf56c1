package io.lambdax.serving.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * What a browser may do with our answers: run our own scripts only, and never inside someone else's
 * frame.
 */
final class SecurityHeaders {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private SecurityHeaders() {}

  static void on(Context context) {
    HEADERS.forEach(context::header);
  }
}
