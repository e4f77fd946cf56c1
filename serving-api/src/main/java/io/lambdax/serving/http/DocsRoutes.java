package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.contract.Document;
import io.lambdax.serving.request.Parameters;
import java.util.List;
import java.util.function.BiConsumer;

/** The API's document, and Swagger UI, which shows it to people. */
final class DocsRoutes {
  static final String PAGE = "/api/docs";

  private DocsRoutes() {}

  /** Adds them. */
  static void on(BiConsumer<String, Handler> routes) {
    byte[] document = Json.bytes(Document.make());
    String tag = Conditional.tag(document);
    routes.accept(Document.PATH, context -> document(context, document, tag));
    StaticUi page = new StaticUi("/docs/");
    routes.accept(PAGE, context -> page(context, page));
    routes.accept(PAGE + "/<path>", context -> page.answer(context, context.pathParam("path")));
  }

  /** What the page refers to lies beside it, so its own address has to end in a slash. */
  private static void page(Context context, StaticUi page) {
    if (context.path().endsWith("/")) {
      page.answer(context, "index.html");
    } else {
      context.redirect("docs/");
    }
  }

  private static void document(Context context, byte[] document, String tag) {
    Parameters.of(Reader.parameters(context), List.of());
    Conditional.answer(context, document, "application/json", tag);
  }
}
