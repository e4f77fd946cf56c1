package io.lambdax.serving.http;

import io.lambdax.serving.answer.Answers;
import io.lambdax.serving.answer.Coming;
import io.lambdax.serving.answer.Served;
import io.lambdax.serving.http.Reader.Known;
import io.lambdax.serving.request.Format;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/**
 * Answers what most clients ask before Javalin meets it, for whom to find the route is as much work
 * as to find the answer: a question that was read before, whose answer is kept, small, and sent as
 * JSON. All else goes on to its route with what was found, and both ways say the same ({@link
 * AnswerRoute}). Thread-safe.
 */
final class Shortcut implements Filter {
  /** What was found for a request. */
  static final String COMING = "lambdax.coming";

  private static final HttpField CACHE_CONTROL =
      new PreEncodedHttpField("Cache-Control", Conditional.CACHE_CONTROL);
  private static final HttpField ENCODING = new PreEncodedHttpField("Vary", "Accept-Encoding");
  private static final HttpField ACCEPT = new PreEncodedHttpField("Vary", "Accept");

  private final Reader reader;
  private final Answers answers;
  private final Latency latency;
  private final Counter taken;

  Shortcut(Reader reader, Answers answers, Latency latency, MeterRegistry registry) {
    this.reader = reader;
    this.answers = answers;
    this.latency = latency;
    this.taken =
        Counter.builder("lambdax.http.short")
            .description("Requests that were answered before they came to their route")
            .register(registry);
  }

  @Override
  public void doFilter(ServletRequest some, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) some;
    Optional<Known> known = isPlain(request) ? reader.known(request) : Optional.empty();
    long started = System.nanoTime();
    Optional<Served> found = known.flatMap(what -> found(request, what, started));
    if (found.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      send(request, (HttpServletResponse) response, found.get());
      latency.end(started, known.get().address().path(), found.get().outcome().word());
      taken.increment();
    }
  }

  private static boolean isPlain(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getHeader("If-None-Match") == null;
  }

  /** The answer, if it can be sent from here; if not, its route is left what was found. */
  private Optional<Served> found(HttpServletRequest request, Known known, long started) {
    Optional<Format> named = known.asked().format();
    if (Format.of(named, Collections.list(request.getHeaders("Accept"))) != Format.JSON) {
      return Optional.empty();
    }
    Coming coming = answers.answer(known.asked());
    request.setAttribute(Latency.STARTED, started);
    request.setAttribute(COMING, coming);
    try {
      return coming.found(Conditional.SMALL);
    } catch (RuntimeException e) {
      return Optional.empty(); // its route meets the same, and says so to the log and the client
    }
  }

  private static void send(HttpServletRequest request, HttpServletResponse response, Served served)
      throws IOException {
    response.setContentType(AnswerRoute.JSON);
    HttpFields.Mutable headers = Request.getBaseRequest(request).getResponse().getHttpFields();
    headers.add("X-Cache", served.outcome().word());
    headers.add("ETag", Conditional.header(served.etag()));
    headers.add(CACHE_CONTROL);
    headers.add(ENCODING);
    headers.add(ACCEPT);
    response.getOutputStream().write(served.body());
  }
}
