package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.lambdax.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the page, for a person to look at: target/screenshots. */
class LooksIT {
  @ParameterizedTest
  @CsvSource({
    "desktop-light, 1280, 900, LIGHT, ''",
    "desktop-trends, 1440, 900, LIGHT, '?xTransform=level&yTransform=avg7'",
    "desktop-dark, 1280, 900, DARK, ''",
    "tablet-light, 820, 1180, LIGHT, ''",
    "phone-light, 390, 844, LIGHT, '?lag=-10'",
    "phone-dark, 390, 844, DARK, ''"
  })
  void screenshot(String name, int width, int height, ColorScheme scheme, String query)
      throws IOException {
    Path picture = Path.of("target", "screenshots", name + ".png");
    try (Chromium chromium = Chromium.start();
        StandIn platform = new StandIn();
        BrowserContext context =
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE))) {
      Page page = context.newPage();
      page.navigate(platform.url() + query);
      assertThat(page.locator("#top-table tbody tr")).hasCount(10);
      page.locator("#pair-chart").hover();
      page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
    }
    assertThat(Files.size(picture)).isPositive();
  }
}
