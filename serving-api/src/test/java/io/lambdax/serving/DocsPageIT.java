package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.typesafe.config.Config;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.testing.Chromium;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Swagger UI in a browser, under the policy that all our pages have. */
class DocsPageIT {
  @Test
  void page_showsTheDocument_asksTheServer_andKeepsToThePolicy() throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_docs", "");
    try (Chromium chromium = Chromium.start();
        Database database = TestApi.database(config);
        TestApi api = new TestApi(config)) {
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      try (BrowserContext context = chromium.browser().newContext()) {
        Page page = context.newPage();
        List<String> amiss = new CopyOnWriteArrayList<>();
        page.onConsoleMessage(
            message -> {
              if (message.type().equals("error") || message.type().equals("warning")) {
                amiss.add(message.text());
              }
            });
        page.onPageError(amiss::add);
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        String origin = "http://127.0.0.1:" + api.port() + "/";
        page.onRequest(
            request -> {
              if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
              }
            });
        Response loaded = page.navigate(origin + "api/docs");
        assertThat(loaded.url()).isEqualTo(origin + "api/docs/");
        assertThat(loaded.headerValue("Content-Security-Policy"))
            .contains("default-src 'none'")
            .contains("script-src 'self';")
            .doesNotContain("unsafe");
        page.locator("#operations-default-getTop .opblock-summary-control").first().click();
        page.locator("#operations-default-getTop button.execute").click();
        page.locator("#operations-default-getTop .live-responses-table .response-col_status")
            .getByText("200")
            .first()
            .waitFor();
        assertThat(page.locator(".opblock").count()).isGreaterThanOrEqualTo(8);
        assertThat(amiss).isEmpty();
        assertThat(elsewhere).isEmpty();
      }
    }
  }
}
