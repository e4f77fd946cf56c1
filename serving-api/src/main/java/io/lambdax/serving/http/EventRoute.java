package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.lambdax.serving.events.EventStreams;
import io.lambdax.serving.guard.FrontDoor;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Parameters;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * {@code /api/v1/events}. Not by Javalin's own handler, which answers nothing at all to a client
 * that does not ask for exactly {@code text/event-stream}, as curl does not.
 */
final class EventRoute {
  private EventRoute() {}

  static void answer(Context context, EventStreams streams) throws IOException {
    Parameters.of(Reader.parameters(context), List.of());
    HttpServletResponse response = context.res();
    if (!FrontDoor.isSentAtOnce(response)) {
      // Nothing would ever be sent, nor would it be noticed that the client is gone.
      throw new ProblemException(StaticUi.notHere(context));
    }
    context.header("Cache-Control", "no-store").contentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    // For proxies that would rather wait until there is more to send.
    context.header("X-Accel-Buffering", "no");
    if (context.method() == HandlerType.HEAD) {
      return;
    }
    ServletOutputStream out = response.getOutputStream();
    String client = FrontDoor.client(context.req());
    streams.enter(client);
    context.future(() -> streams.stream(client, out));
  }
}
