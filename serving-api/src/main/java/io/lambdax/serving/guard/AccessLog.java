package io.lambdax.serving.guard;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A line for each request once it is answered, but for those about health and metrics, which come
 * every few seconds. Thread-safe.
 */
public final class AccessLog implements RequestLog {
  private static final Logger log = LoggerFactory.getLogger("io.lambdax.serving.access");
  private static final int LONGEST = 500;

  AccessLog() {}

  @Override
  public void log(Request request, Response response) {
    String path = Objects.toString(request.getRequestURI(), "-");
    if (path.equals("/healthz") || path.equals("/readyz") || path.equals("/metrics")) {
      return;
    }
    MDC.put(RequestId.MDC, Marks.id(request));
    try {
      log.atInfo()
          .addKeyValue("client", Marks.client(request))
          .addKeyValue("method", request.getMethod())
          .addKeyValue("address", visible(asked(request)))
          .addKeyValue("status", response.getCommittedMetaData().getStatus())
          .addKeyValue("bytes", response.getHttpChannel().getBytesWritten())
          .addKeyValue("millis", System.currentTimeMillis() - request.getTimeStamp())
          .addKeyValue("cache", Optional.ofNullable(response.getHeader("X-Cache")).orElse("-"))
          .log("Answered");
    } finally {
      MDC.remove(RequestId.MDC);
    }
  }

  private static String asked(Request request) {
    return request.getHttpURI() == null
        ? "-"
        : Objects.toString(request.getHttpURI().getPathQuery(), "-");
  }

  /** One line of ASCII, whatever was asked. */
  private static String visible(String uri) {
    String cut = uri.length() <= LONGEST ? uri : uri.substring(0, LONGEST) + "...";
    return cut.replaceAll("[^\\x21-\\x7e]|\"", "?");
  }
}
