package io.lambdax.serving.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * What is said of every request and in every answer: who asks, its id, and what a browser may do
 * with the answer: run our own scripts only, and never inside someone else's frame.
 */
final class Marks {
  private static final String ID = Marks.class.getName() + ".id";
  private static final String CLIENT = Marks.class.getName() + ".client";
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

  private Marks() {}

  static void on(HttpServletRequest request, HttpServletResponse response, Clients clients) {
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    request.setAttribute(ID, id);
    request.setAttribute(
        CLIENT, clients.client(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For")));
    response.setHeader(RequestId.HEADER, id);
    HEADERS.forEach(response::setHeader);
  }

  /** Its id; "-" for what never came to the front door. */
  static String id(HttpServletRequest request) {
    return request.getAttribute(ID) instanceof String id ? id : "-";
  }

  /** The client's address; "-" for what never came to the front door. */
  static String client(HttpServletRequest request) {
    return request.getAttribute(CLIENT) instanceof String client ? client : "-";
  }
}
