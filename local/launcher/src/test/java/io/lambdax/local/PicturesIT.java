package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures in docs/pictures, when they are asked for: -Dlambdax.pictures=renew. */
@EnabledIfSystemProperty(named = "lambdax.pictures", matches = "renew")
class PicturesIT extends PageWalk {
  private static final Path PLACE = Launched.ROOT.resolve("docs/pictures");

  @ParameterizedTest
  @CsvSource({
    "explore, DESKTOP_LIGHT, false, '', '#top-table tbody tr >> nth=9'",
    "explore-dark, DESKTOP_DARK, true, "
        + "'?y=health:DEU:cases,health:ITA:cases,health:FRA:cases&lag=14', '#beside tbody tr >> nth=2'",
    "explore-phone, PHONE_LIGHT, false, '', '#top-table tbody tr >> nth=9'",
    "pairs, DESKTOP_LIGHT, true, 'pairs.html', '#heat[aria-busy=false] a.best >> nth=5'",
    "pairs-phone, PHONE_DARK, true, 'pairs.html?show=markets&measure=all', "
        + "'#heat[aria-busy=false] tr >> nth=12'",
    "data, DESKTOP_DARK, true, 'data.html?id=health:FRA:cases', '#chart canvas'",
    "data-phone, PHONE_LIGHT, false, 'data.html?id=market:DAX:close', '#chart canvas'",
    "platform, DESKTOP_LIGHT, true, 'platform.html', '.part.good >> nth=7'",
    "platform-phone, PHONE_DARK, true, 'platform.html', '.part.good >> nth=7'",
  })
  void picture(String name, Look look, boolean whole, String address, String drawn)
      throws Exception {
    Page page = open(look, address);
    assertThat(page.locator(drawn)).isVisible();
    assertThat(page.locator("#live")).hasText("live");
    assertThat(page.locator(".chart:visible:not(:has(canvas))")).hasCount(0);
    // Charts are drawn in the frame after they are told what to draw.
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
    Files.createDirectories(PLACE);
    Path picture = PLACE.resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setFullPage(whole).setPath(picture));
    assertThat(Files.size(picture)).isLessThan(600_000);
  }
}
