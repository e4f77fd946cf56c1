package io.lambdax.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Has axe-core look for what keeps people from using a page. Thread-safe. */
public final class Axe {
  private static final String SCRIPT = script();
  private static final String AT_REST =
      "() => !document.querySelector('[aria-busy=true]')"
          + " && document.getAnimations().every("
          + "a => !(a instanceof CSSTransition) || a.playState !== 'running')";

  private static final String RUN =
      """
      async () => (await axe.run()).violations.flatMap(rule =>
        rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary].join(': ')))
      """;

  private Axe() {}

  /**
   * What is wrong with the page once it is at rest, a line each: the rule, where, and what would
   * help. While an answer is awaited the one before it is dimmed, which is no contrast to measure.
   */
  public static List<String> violations(Page page) {
    page.waitForFunction(AT_REST);
    // Evaluated by the browser's debugger: the page's own policy would not let it in.
    page.evaluate(SCRIPT);
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("axe-core cannot be read from the class path", e);
    }
  }
}
