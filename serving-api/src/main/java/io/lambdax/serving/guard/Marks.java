package io.lambdax.serving.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/**
 * What is said of every request and in every answer: who asks, its id, and what a browser may do
 * with the answer: run our own scripts only, and never inside someone else's frame.
 */
final class Marks {
  private static final String ID = Marks.class.getName() + ".id";
  private static final String CLIENT = Marks.class.getName() + ".client";

  /** Encoded once: they are many bytes of every answer. */
  private static final List<HttpField> HEADERS =
      List.of(
          new PreEncodedHttpField(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
                  + " frame-ancestors 'none'"),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

  private Marks() {}

  static void on(HttpServletRequest request, Clients clients) {
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    request.setAttribute(ID, id);
    request.setAttribute(
        CLIENT, clients.client(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For")));
    HttpFields.Mutable headers = Request.getBaseRequest(request).getResponse().getHttpFields();
    headers.add(RequestId.HEADER, id);
    for (HttpField header : HEADERS) {
      headers.add(header);
    }
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
