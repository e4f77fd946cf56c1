package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.lambdax.testing.Finger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Explore on the bundled sample: every figure on the page is the API's. */
class ExploreWalkIT extends PageWalk {
  private static final String PAIR = "x=market:DAX:close&y=health:%s&xTransform=%s&yTransform=%s";
  private static final String GROWTH = PAIR.formatted("DEU:cases", "return", "growth7");

  @ParameterizedTest
  @EnumSource(Look.class)
  void question_isAskedInEveryWay(Look look) throws Exception {
    Page page = open(look, "");
    assertThat(sentence(page))
        .containsText("DAX daily returns and Germany\u2019s weekly case growth");
    says(page, GROWTH + "&lag=14");
    Asking.assertSame(
        api("/correlation?" + GROWTH + "&lag=14"), new FirstWave(Launched.ROOT).answer("DEU"));
    assertGood(page, look);

    question(page, look);
    page.getByLabel("Country").selectOption("ITA");
    says(page, PAIR.formatted("ITA:cases", "return", "growth7") + "&lag=14");
    page.getByLabel("Measure").selectOption("health:ITA:deaths");
    says(page, PAIR.formatted("ITA:deaths", "return", "growth7") + "&lag=14");

    page.locator("#x-transform").selectOption("level");
    page.locator("#y-transform").selectOption("avg7");
    assertThat(page.locator("#caution")).containsText("Two trends");
    assertThat(page.locator("#y-says"))
        .hasText("The mean of the last seven days, which evens out weekends.");
    says(page, PAIR.formatted("ITA:deaths", "level", "avg7") + "&lag=14");
    assertGood(page, look);
    page.getByText("Compare returns with growth").click();
    assertThat(page.locator("#caution")).isHidden();

    page.getByLabel("First wave").check();
    says(
        page,
        PAIR.formatted("ITA:deaths", "return", "growth7")
            + "&lag=14&from=2020-03-01&to=2020-06-30");
    page.getByLabel("Last 90").check();
    says(page, PAIR.formatted("ITA:deaths", "return", "growth7") + "&lag=14&window=90");
    page.goBack();
    assertThat(page.getByLabel("First wave")).isChecked();
    page.getByText("Show all days").click();

    page.locator("#lag-slider").focus();
    page.keyboard().press("ArrowRight");
    says(page, PAIR.formatted("ITA:deaths", "return", "growth7") + "&lag=15");
    page.locator("#to-best").click();
    JsonNode best =
        api("/correlation/profile?" + PAIR.formatted("ITA:deaths", "return", "growth7"))
            .path("best");
    assertThat(sentence(page))
        .containsText(
            "(r\u00a0=\u00a0" + r(best.path("r")) + ", n\u00a0=\u00a0" + best.path("n").asText());
    assertThat(page).hasURL(Pattern.compile("lag=" + best.path("lag").asText() + "(&|$)"));

    page.locator("#lag").fill("75");
    page.keyboard().press("Enter");
    JsonNode wide =
        api("/correlation/profile?"
                + PAIR.formatted("ITA:deaths", "return", "growth7")
                + "&minLag=-120&maxLag=120")
            .path("profile");
    List<String> shown = column(page, "At every lag", "#profile", 1, wide.size());
    assertThat(shown.get(75 + 120)).isEqualTo(r(wide.get(75 + 120).path("r")));
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void days_areDrawn(Look look) throws Exception {
    Page page = open(look, "?" + GROWTH + "&lag=14");
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    assertThat(page.locator("#pair-chart canvas")).isVisible();
    page.locator("#pair-chart").scrollIntoViewIfNeeded();
    BoundingBox box = page.locator("#pair-chart").boundingBox();
    draw(page, look, box);

    assertThat(page).hasURL(Pattern.compile("from=2020-\\d\\d-\\d\\d&to=2020-\\d\\d-\\d\\d"));
    says(page, page.url().substring(page.url().indexOf('?') + 1));
    page.reload();
    says(page, page.url().substring(page.url().indexOf('?') + 1));
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void countries_areCompared_andEveryChartHasItsTable(Look look) throws Exception {
    Page page = open(look, "?" + GROWTH + "&lag=14");
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    question(page, look);
    page.getByLabel("Compare with").selectOption("FRA");
    assertThat(page.locator("#beside tbody tr")).hasCount(2);
    for (String country : List.of("DEU", "FRA")) {
      String pair = PAIR.formatted(country + ":cases", "return", "growth7");
      JsonNode given = api("/correlation?" + pair + "&lag=14");
      JsonNode best = api("/correlation/profile?" + pair).path("best");
      Locator row = page.locator("#beside tbody tr").nth(country.equals("DEU") ? 0 : 1);
      assertThat(row.locator("td").nth(0)).hasText(r(given.path("r")));
      assertThat(row.locator("td").nth(5)).hasText(r(best.path("r")));
    }

    JsonNode profile = api("/correlation/profile?" + GROWTH).path("profile");
    JsonNode scatter = api("/correlation/scatter?" + GROWTH + "&lag=14").path("points");
    JsonNode rolling = api("/correlation/rolling?" + GROWTH + "&lag=14&days=60").path("rolling");
    page.locator("#rolling-days").selectOption("60");
    assertThat(page).hasURL(Pattern.compile("days=60"));
    List<String> shown = column(page, "At every lag", "#profile", 1, profile.size());
    for (int i = 0; i < profile.size(); i++) {
      assertThat(shown.get(i)).isEqualTo(r(profile.get(i).path("r")));
    }
    List<String> windows = column(page, "Rolling correlation", "#rolling", 2, rolling.size());
    for (int i = 0; i < rolling.size(); i++) {
      assertThat(windows.get(i)).isEqualTo(r(rolling.get(i).path("r")));
    }
    column(page, "Day against day", "#scatter", 1, scatter.size());
    assertThat(page.locator("#pair-legend")).containsText("France\u2019s weekly case growth");
    assertGood(page, look);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove France")).click();
    assertThat(page.locator("#beside")).isHidden();
    page.goBack();
    assertThat(page.locator("#beside")).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void whatIsShown_canBeTakenAway(Look look) throws Exception {
    String days = "&from=2020-03-01&to=2020-09-30";
    Page page = open(look, "?" + GROWTH + "&lag=10&days=60" + days);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    Map<String, String> answers =
        Map.of(
            "pair", "scatter?" + GROWTH + "&lag=10" + days,
            "profile", "profile?" + GROWTH + days,
            "scatter", "scatter?" + GROWTH + "&lag=10" + days,
            "rolling", "rolling?" + GROWTH + "&lag=10&days=60" + days);
    for (String card : List.of("pair", "profile", "scatter", "rolling")) {
      assertThat(page.locator("#" + card + "-chart canvas")).isVisible();
      Locator tools = page.locator("#" + card + " .tools");
      tools.getByText("Download").click();
      Download table = page.waitForDownload(() -> tools.getByText("CSV").first().click());
      String address = "/api/v1/correlation/" + answers.get(card) + "&format=csv";
      assertThat(table.path()).hasContent(Asking.get(PLATFORM.port(), address).body());

      tools.getByText("Download").click();
      Download picture = page.waitForDownload(() -> tools.getByText("Picture").click());
      assertThat(picture.suggestedFilename()).endsWith(".png");
      assertThat(picture.path()).isNotEmptyFile();

      tools.getByText("Copy as curl").click();
      assertThat(tools.locator(".said")).containsText("Copied");
      assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")).lines())
          .allMatch(line -> line.matches("curl -g 'http://localhost:\\d+/api/v1/[^' ]+'"));
    }
  }

  /** Draws across the middle of a chart, with what the reader has in their hand. */
  private static void draw(Page page, Look look, BoundingBox box) {
    double y = box.y + box.height / 2;
    if (look.phone()) {
      Finger finger = new Finger(page);
      finger.down(box.x + box.width * 0.3, y);
      finger.move(box.x + box.width * 0.5, y);
      finger.move(box.x + box.width * 0.7, y);
      finger.lift();
    } else {
      page.mouse().move(box.x + box.width * 0.3, y);
      page.mouse().down();
      page.mouse().move(box.x + box.width * 0.7, y);
      page.mouse().up();
    }
  }

  /** On a phone the question is folded away. */
  private static void question(Page page, Look look) {
    if (look.phone()) {
      page.locator("#question > summary").click();
    }
  }

  private static void says(Page page, String question) throws Exception {
    JsonNode answer = api("/correlation?" + question);
    assertThat(sentence(page))
        .containsText(
            "(r\u00a0=\u00a0%s, n\u00a0=\u00a0%s"
                .formatted(r(answer.path("r")), answer.path("n").asText()));
    JsonNode best =
        api("/correlation/profile?" + question.replaceAll("(^|&)(lag|days)=[^&]*", ""))
            .path("best");
    boolean isBest = best.path("lag").equals(answer.path("lag"));
    assertThat(page.locator("#figures dd:not(.note)"))
        .hasText(
            new String[] {
              r(answer.path("r")),
              r(answer.at("/ci95/0")) + " to " + r(answer.at("/ci95/1")),
              days(answer.path("n")),
              days(answer.path("nEff")),
              p(isBest ? best.path("pAdjusted") : answer.path("p"))
            });
  }

  /** Opens the table of a card and reads one of its columns, the headings of the rows being 0. */
  private static List<String> column(Page page, String name, String card, int at, int rows) {
    page.getByText("Table of: " + name).click();
    Locator cells = page.locator(card + " table tbody tr > :nth-child(" + (at + 1) + ")");
    assertThat(cells).hasCount(rows);
    return new ArrayList<>(cells.allTextContents());
  }

  private static Locator sentence(Page page) {
    return page.locator("#answer-sentence");
  }
}
