package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.lambdax.serving.answer.Asked;
import io.lambdax.serving.answer.Csv;
import io.lambdax.serving.answer.Served;
import io.lambdax.serving.request.Format;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends an answer as the client wants it written. */
final class AnswerRoute {
  static final String JSON = "application/json";
  private static final String CSV = "text/csv; charset=utf-8; header=present";

  private AnswerRoute() {}

  static void answer(Context context, Asked asked, Served served) {
    context.header("X-Cache", served.outcome().word());
    Format format = Format.of(asked.format(), Collections.list(context.req().getHeaders("Accept")));
    if (format == Format.CSV) {
      Csv csv = Csv.of(asked.ask(), served);
      context.header("Lambdax-Freshness", csv.freshness());
      csv.next().ifPresent(next -> context.header("Link", link(context, next)));
      Conditional.answer(context, csv.body(), CSV, csv.etag());
    } else {
      Conditional.answer(context, served.body(), JSON, served.etag());
    }
    context.res().addHeader("Vary", "Accept");
  }

  /** The address of the next page (RFC 8288). */
  private static String link(Context context, String next) {
    String query =
        Stream.concat(
                Reader.parameters(context).entrySet().stream()
                    .filter(parameter -> !parameter.getKey().equals("after"))
                    .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue().get(0))),
                Stream.of("after=" + encoded(next)))
            .collect(Collectors.joining("&"));
    return "<%s?%s>; rel=\"next\"".formatted(context.path(), query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
