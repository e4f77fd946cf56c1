package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lambdax.testing.Axe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A walk through a page of the real platform as a user would take it. */
abstract class PageWalk {
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
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
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

  /** A correlation as the pages write it. */
  static String r(JsonNode r) {
    return String.format(Locale.ROOT, "%.2f", r.asDouble() + 0.0)
        .replaceFirst("^-(0\\.00)$", "$1")
        .replace('-', '\u2212');
  }
}
