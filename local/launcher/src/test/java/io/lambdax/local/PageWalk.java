package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lambdax.testing.Axe;
import io.lambdax.testing.Complaints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A walk through a page of the real platform as a user would take it. */
abstract class PageWalk {
  private static final String NONE = "\u2013";

  @RegisterExtension static final WalkedPlatform PLATFORM = new WalkedPlatform();

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  /**
   * Opens a page, for example {@code "pairs.html?lag=14"}; what its console complains of counts.
   */
  final Page open(Look look, String address) {
    BrowserContext context = PLATFORM.browser().newContext(look.options());
    contexts.add(context);
    Page page = context.newPage();
    Complaints.of(page, complaints);
    page.navigate("http://localhost:" + PLATFORM.port() + "/" + address);
    return page;
  }

  @AfterEach
  final void noComplaint() {
    contexts.forEach(BrowserContext::close);
    assertThat(complaints).as("the browser's console").isEmpty();
  }

  /** To be asked at every station: anybody can use the page, and nothing hangs over its edge. */
  static void assertGood(Page page, Look look) {
    assertThat(Axe.violations(page)).as("axe-core in %s", look).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of the page in %s", look)
        .isEqualTo(look.width());
  }

  /** What the API answers below {@code /api/v1}. */
  static JsonNode api(String address) throws Exception {
    return Asking.json(PLATFORM.port(), "/api/v1" + address);
  }

  /** A p or a q as the pages write it, whose digits depend on its size. */
  static String p(JsonNode p) {
    if (p.isNull() || p.isMissingNode()) {
      return NONE;
    }
    double value = p.asDouble();
    if (value < 0.001) {
      return "<\u00a00.001";
    }
    return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.2f", value);
  }

  /** A p or a q with its name, as it stands in a sentence. */
  static String named(String name, JsonNode p) {
    String figure = p(p);
    return name + (figure.startsWith("<") ? "\u00a0" : "\u00a0=\u00a0") + figure;
  }

  /** A number of days as the pages write it: whole ones. */
  static String days(JsonNode days) {
    return days.isNull() ? NONE : String.format(Locale.UK, "%,.0f", days.asDouble());
  }

  /** What a reader who downloads the API's answer as a table gets. */
  static String csv(String address) throws Exception {
    String format = address.contains("?") ? "&format=csv" : "?format=csv";
    return Asking.get(PLATFORM.port(), "/api/v1" + address + format).body();
  }

  /** A correlation as the pages write it. */
  static String r(JsonNode r) {
    return String.format(Locale.ROOT, "%.2f", r.asDouble() + 0.0)
        .replaceFirst("^-(0\\.00)$", "$1")
        .replace('-', '\u2212');
  }
}
