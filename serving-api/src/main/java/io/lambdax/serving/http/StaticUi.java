package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.lambdax.serving.contract.Document;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A page: files of known types in a directory of the class path. Tags are made from the content,
 * because files in a reproducible jar all have one date. Thread-safe.
 */
final class StaticUi {
  private static final Pattern PATH = Pattern.compile("(?:\\w[\\w.-]*/)*\\w[\\w.-]*\\.(\\w+)");
  private static final int LONGEST = 200;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final String directory;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /** The files of that directory, for example {@code /ui/}. */
  StaticUi(String directory) {
    this.directory = directory;
  }

  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that nobody compares
  private record Page(byte[] content, String type, String tag) {}

  /** Answers with a file, for example {@code index.html}. */
  void answer(Context context, String path) {
    Page page = find(path).orElseThrow(() -> new ProblemException(notHere(context)));
    Conditional.answer(context, page.content(), page.type(), page.tag());
  }

  /** Whether there is such a file. */
  boolean has(String path) {
    return find(path).isPresent();
  }

  static Problem notHere(Context context) {
    return Problem.of(
        "not-found",
        "Not found",
        404,
        "There is nothing at '%s'; the API is at %s, and described at %s"
            .formatted(context.path(), String.join(", ", Document.paths()), DocsRoutes.PAGE));
  }

  private Optional<Page> find(String path) {
    Optional<Page> known = Optional.ofNullable(pages.get(path));
    if (known.isPresent()) {
      return known;
    }
    Optional<Page> page = read(path);
    page.ifPresent(p -> pages.put(path, p));
    return page;
  }

  private Optional<Page> read(String path) {
    // A regular expression takes stack for every directory of a path.
    var name = PATH.matcher(path.length() > LONGEST ? "" : path);
    if (!name.matches() || !TYPES.containsKey(name.group(1))) {
      return Optional.empty();
    }
    try (InputStream in = StaticUi.class.getResourceAsStream(directory + path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] content = in.readAllBytes();
      return Optional.of(new Page(content, TYPES.get(name.group(1)), Conditional.tag(content)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + directory + path + " from the class path", e);
    }
  }
}
