package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.lambdax.testing.Finger;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finger does where a mouse would hover or drag. */
class TouchIT extends OpenPage {
  @Override
  Browser.NewContextOptions looks() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setHasTouch(true)
        .setIsMobile(true)
        .setLocale("en-GB");
  }

  @Test
  void drawingAcrossTheDays_choosesThem() {
    page.navigate(platform.url());
    assertThat(page.locator("#pair-chart canvas")).isVisible();
    page.locator("#pair-chart").scrollIntoViewIfNeeded();
    BoundingBox box = page.locator("#pair-chart").boundingBox();
    Finger finger = new Finger(page);
    double y = box.y + box.height / 2;
    finger.down(box.x + box.width * 0.3, y);
    for (double part : new double[] {0.4, 0.5, 0.6, 0.7}) {
      finger.move(box.x + box.width * part, y);
    }
    assertThat(page.locator("#pair-chart .brush")).isVisible();
    finger.lift();

    assertThat(page).hasURL(Pattern.compile("from=2020-\\d\\d-\\d\\d&to=2020-\\d\\d-\\d\\d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairs.html", "pairs.html?show=markets", "platform.html", "data.html"})
  void phone_cutsNoName(String address) {
    page.navigate(platform.url() + address);
    assertThat(page.locator("#story[aria-busy=false], .part").first()).isVisible();

    assertThat(
            page.evaluate(
                """
                () => [...document.querySelectorAll(
                    ".heat th > span:not(.aloud), .heat caption span, .list th a, .part *, h1, h2, .legend")]
                  .filter(e => e.clientWidth > 0 && (e.scrollWidth > e.clientWidth + 1
                    || e.getBoundingClientRect().right > innerWidth))
                  .map(e => e.outerHTML)
                """))
        .isEqualTo(List.of());
  }

  @Test
  void wideTable_keepsTheNamesOfItsRowsInSight() {
    page.navigate(platform.url() + "platform.html");
    assertThat(page.locator("#sources tbody th").first()).isVisible();

    assertThat(
            page.locator("#sources")
                .evaluate(
                    """
                    sources => {
                      const left = () => sources.querySelector("tbody th").getBoundingClientRect().left;
                      const before = left();
                      sources.scrollLeft = 150;
                      return [sources.scrollLeft > 50, left() - before];
                    }
                    """))
        .isEqualTo(List.of(true, 0));
  }

  @Test
  void firstTouchOfACell_showsItsFigures_theSecondFollowsIt() {
    page.navigate(platform.url() + "pairs.html");
    Locator cell = page.locator("#heat a").first();
    cell.tap();
    assertThat(page.locator(".heat-tip")).isVisible();
    assertThat(page).hasURL(Pattern.compile("pairs\\.html"));

    cell.tap();
    assertThat(page).not().hasURL(Pattern.compile("pairs\\.html"));
  }
}
