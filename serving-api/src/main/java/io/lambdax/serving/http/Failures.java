package io.lambdax.serving.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.Past;
import io.lambdax.serving.view.StoreAway;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem document of whatever went wrong; what only we should know goes to the log. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  static final String TYPE = "application/problem+json";
  private static final int RETRY_SECONDS = 5;

  private Failures() {}

  static void on(Javalin app) {
    app.exception(ProblemException.class, (e, context) -> answer(context, e.problem()));
    app.exception(StoreAway.class, (e, context) -> answer(context, away()));
    app.exception(Past.class, (e, context) -> answer(context, changing()));
    app.exception(
        HttpResponseException.class, (e, context) -> answer(context, refused(e, context)));
    app.exception(
        Exception.class,
        (e, context) -> {
          log.error("Answering {} {} failed", context.method(), context.path(), e);
          answer(context, internal());
        });
    app.unsafeConfig().pvt.javaLangErrorHandler(Failures::error);
  }

  private static Problem internal() {
    return Problem.of(
        "internal", "Internal error", 500, "The server failed to answer this; its log says why");
  }

  /** What Javalin gives no context for. */
  private static void error(HttpServletResponse response, Error e) {
    log.error("Answering failed", e);
    Problem problem = internal();
    try {
      response.resetBuffer();
      response.setStatus(problem.status());
      response.setHeader("Cache-Control", "no-store");
      for (String ofAnAnswer : List.of("Content-Encoding", "ETag", "X-Cache")) {
        response.setHeader(ofAnAnswer, null); // takes it out
      }
      response.setContentType(TYPE);
      // Closed, lest Javalin adds what the handler had for an answer.
      try (ServletOutputStream out = response.getOutputStream()) {
        out.write(Json.bytes(Json.problem(problem)));
      }
    } catch (IOException | IllegalStateException sending) {
      log.warn("The client cannot be told so", sending);
    }
  }

  private static Problem away() {
    return Problem.unavailable(
        "store-away",
        "The view store is away",
        "The database of the views does not answer, and this answer is not cached; it heals by"
            + " itself once the database is back",
        RETRY_SECONDS);
  }

  private static Problem changing() {
    return Problem.unavailable(
        "view-changing",
        "The view is changing",
        "The view changed twice while this was being answered; ask again",
        1);
  }

  private static Problem refused(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case 404 -> StaticUi.notHere(context);
      case 405 ->
          Problem.of(
              "method-not-allowed",
              "Method not allowed",
              405,
              "%s is not possible at '%s'; use GET".formatted(context.method(), context.path()));
      default -> Problem.of("refused", "Refused", Math.max(400, e.getStatus()), e.getMessage());
    };
  }

  private static void answer(Context context, Problem problem) {
    problem
        .retryAfter()
        .ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
    if (problem.status() == 405) {
      context.header("Allow", "GET, HEAD");
    }
    context
        .status(problem.status())
        .header("Cache-Control", "no-store")
        .contentType(TYPE)
        .result(Json.bytes(Json.problem(problem)));
  }
}
