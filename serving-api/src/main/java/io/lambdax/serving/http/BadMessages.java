package io.lambdax.serving.http;

import io.lambdax.serving.answer.Json;
import io.lambdax.serving.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Problem documents for what is no HTTP at all, or too long, or comes when all is being stopped:
 * Jetty answers that before any of our routes.
 */
final class BadMessages extends ErrorHandler {
  private final int headerBytes;

  /** Tells clients that this is the most they may send. */
  BadMessages(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, Failures.TYPE);
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    return ByteBuffer.wrap(Json.bytes(Json.problem(problem(Math.max(400, status), reason))));
  }

  @Override
  protected void generateAcceptableResponse(
      Request request,
      HttpServletRequest servletRequest,
      HttpServletResponse response,
      int status,
      String message)
      throws IOException {
    response.setContentType(Failures.TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(Json.bytes(Json.problem(unanswered(status))));
    request.setHandled(true);
  }

  /** Without the message, which may hold a stack trace. */
  private static Problem unanswered(int status) {
    return status == 503
        ? Problem.unavailable("stopping", "Stopping", "The server is being stopped; ask again", 1)
        : Problem.of("refused", "Refused", Math.max(400, status), "The server cannot answer this");
  }

  private Problem problem(int status, String reason) {
    return switch (status) {
      case 414 ->
          Problem.of(
              "address-too-long",
              "Address too long",
              status,
              "An address may have about %d bytes at most (lambdax.serving.header-size)"
                  .formatted(headerBytes));
      case 431 ->
          Problem.of(
              "headers-too-large",
              "Headers too large",
              status,
              "Address and headers may have %d bytes together (lambdax.serving.header-size)"
                  .formatted(headerBytes));
      default ->
          Problem.of(
              "bad-request",
              "Bad request",
              status,
              "This is no request that can be read: "
                  + Objects.requireNonNullElse(reason, HttpStatus.getMessage(status)));
    };
  }
}
