package io.lambdax.serving.http;

import io.lambdax.serving.answer.Json;
import io.lambdax.serving.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Problem documents for what is no HTTP at all, or too long: Jetty answers that before any of our
 * routes.
 */
final class BadMessages extends ErrorHandler {
  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, Failures.TYPE);
    return ByteBuffer.wrap(
        Json.bytes(
            Json.problem(
                Problem.of(
                    "bad-request",
                    "Bad request",
                    Math.max(400, status),
                    "This is no request that can be read: " + reason))));
  }
}
