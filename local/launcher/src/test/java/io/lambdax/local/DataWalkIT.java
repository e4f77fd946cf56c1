package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data on the bundled sample: every value on the page is the API's. */
class DataWalkIT extends PageWalk {
  @ParameterizedTest
  @EnumSource(Look.class)
  void anySeries_isFoundAndShown(Look look) throws Exception {
    Page page = drawn(look, "data.html");
    shows(page, "health:DEU:cases", "level");
    assertThat(page.locator("#about")).containsText("European Centre for Disease Prevention");
    assertGood(page, look);

    if (look.phone()) {
      page.locator("#question > summary").click();
    }
    Locator search = page.getByLabel("Any series");
    search.fill("spain");
    assertThat(page.locator("#found li")).hasCount(2);
    assertGood(page, look);
    search.press("ArrowDown");
    search.press("Enter");
    assertThat(page).hasURL(Pattern.compile("id=health:ESP:cases"));
    assertThat(page.locator("#headline")).containsText("Spain\u2019s cases");
    shows(page, "health:ESP:cases", "level");
    page.locator("#transform").selectOption("avg7");
    assertThat(page.locator("#headline")).containsText("7-day average");
    shows(page, "health:ESP:cases", "avg7");
    page.goBack();
    page.goBack();
    assertThat(page.locator("#headline")).containsText("Germany\u2019s cases");
  }

  @ParameterizedTest
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP_DARK", "PHONE_LIGHT"})
  void marketSeries_showsItsDaysWithoutPrice_andCanBeTakenAway(Look look) throws Exception {
    Page page = drawn(look, "data.html?id=market:DAX:close&window=90");
    assertThat(page.locator("#chart-legend")).containsText("weekday without a value");
    assertThat(page.locator("#about")).containsText("Deutsche B\u00f6rse");
    Locator tools = page.locator("#chart-card .tools");
    // The last value is of 14 December, and the window counts it.
    Map<String, String> tables =
        Map.of(
            "What is shown", "/series/market:DAX:close?from=2020-09-16",
            "Everything known now", "/series/market:DAX:close");
    for (String which : tables.keySet()) {
      tools.getByText("Download").click();
      Download table = page.waitForDownload(() -> tools.getByText(which).click());
      assertThat(table.path()).hasContent(csv(tables.get(which)));
    }
    tools.getByText("Download").click();
    assertThat(page.waitForDownload(() -> tools.getByText("Picture").click()).path())
        .isNotEmptyFile();
    assertGood(page, look);
  }

  @ParameterizedTest
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void corrections_andWhatWasKnown_areTold(Look look) throws Exception {
    Page page = drawn(look, "data.html?id=health:ESP:cases");
    assertThat(page.locator("#headline"))
        .containsText("to 13 Dec 2020: 348 days have a value and 2 are negative.");
    assertThat(page.locator("#chart-legend")).containsText("negative");
    page.getByText("Table of: Values").click();
    assertThat(
            page.locator("#chart-card table tbody tr")
                .filter(new Locator.FilterOptions().setHasText("negative")))
        .hasText(
            new Pattern[] {
              Pattern.compile("25 May 2020\\s*\u2212372\\s*negative"),
              Pattern.compile("19 Apr 2020\\s*\u2212713\\s*negative")
            });
    page.getByText("Table of: Values").click();
    assertThat(page.locator("#revisions-legend")).containsText("No day of this series");
    assertGood(page, look);

    // All of the sample was imported at once: its first version is all there is to know.
    if (look.phone()) {
      page.locator("#question > summary").click();
    }
    JsonNode then = api("/series/health:ESP:cases?asOf=1").path("asOf");
    String published = then.path("publishedAt").asText().substring(0, 10);
    page.locator("#as-of").fill(published);
    assertThat(page).hasURL(Pattern.compile("asOf=" + published));
    assertThat(page.locator("#then"))
        .hasText("What was known then reached to 13 Dec 2020: the same as now.");
    assertThat(page.locator("#as-of-says"))
        .containsText("version " + then.path("version").asText() + ", published ");
    assertGood(page, look);
    page.locator("#now").click();
    assertThat(page.locator("#then")).isEmpty();
  }

  private static void shows(Page page, String id, String transform) throws Exception {
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    JsonNode points = api("/series/" + id + "?transform=" + transform).path("points");
    page.getByText("Table of: Values").click();
    Locator rows = page.locator("#chart-card table tbody tr");
    assertThat(rows).hasCount(points.size());
    List<String> shown = rows.locator("td:nth-child(2)").allTextContents();
    for (int i = 0; i < points.size(); i++) {
      assertThat(number(shown.get(points.size() - 1 - i)))
          .as("%s", points.get(i))
          .isEqualTo(number(significant(points.get(i).get(1).asDouble())));
    }
    page.getByText("Table of: Values").click();
  }

  /** Four significant digits, or none after the point, as the pages write values. */
  private static String significant(double value) {
    return Math.abs(value) >= 10_000
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_UP)).toPlainString();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", "").replace('\u2212', '-'));
  }

  private Page drawn(Look look, String address) {
    Page page = open(look, address);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    return page;
  }
}
