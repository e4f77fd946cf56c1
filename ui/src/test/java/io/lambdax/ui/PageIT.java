package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a reader sees and can do, in a real browser, against a stand-in for the API. */
class PageIT extends OpenPage {
  private static final String QUESTION =
      "x=market:DAX:close&xTransform=return&y=health:DEU:cases&yTransform=growth7";
  private static final String QUESTION_IN_ORDER =
      "x=market:DAX:close&y=health:DEU:cases&xTransform=return&yTransform=growth7";

  @Test
  void firstVisit_tellsTheAnswerInOneSentence() {
    visit("");

    assertThat(sentence())
        .hasText(
            "From 18 Feb 2020 to 14 Dec 2020, DAX daily returns and Germany\u2019s weekly case"
                + " growth 14 days earlier moved together weakly (r = 0.08, n = 201, not"
                + " distinguishable from chance, p = 0.24).");
    assertThat(page.locator("#pair-chart canvas")).isVisible();
    assertThat(page.locator("#profile-chart canvas")).isVisible();
    assertThat(page.locator("#freshness-line")).containsText("Data to 14 Dec 2020");
  }

  @Test
  void strictContentSecurityPolicy_isNeverViolated() {
    visit("");
    hoverUntilTip("#pair-chart");
    hoverUntilTip("#profile-chart");

    assertThat(complaints).isEmpty();
  }

  /** A chart that is still being drawn forgets the pointer: it is then moved there again. */
  private void hoverUntilTip(String chart) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              page.mouse().move(0, 0);
              page.locator(chart).hover();
              assertThat(page.locator(chart + " .tip"))
                  .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(1_000));
            });
  }

  @Test
  void bestLag_isJudgedWithAllLagsAllowedFor() {
    visit("");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Best lag")).click();

    assertThat(sentence()).containsText("10 days later");
    assertThat(sentence()).containsText("121 lags");
    assertThat(page.locator("#figures")).containsText("p, all lags allowed for");
  }

  @Test
  void everyChange_isInTheAddressAndBackUndoesIt() {
    visit("");
    page.getByLabel("Country").selectOption("FRA");
    assertThat(sentence()).containsText("France\u2019s weekly case growth");
    assertThat(page).hasURL(Pattern.compile("y=health:FRA:cases"));

    page.goBack();
    assertThat(sentence()).containsText("Germany\u2019s weekly case growth");
    assertThat(page.getByLabel("Country")).hasValue("DEU");

    page.goForward();
    assertThat(sentence()).containsText("France");
  }

  @Test
  void sharedAddress_opensItsQuestion() {
    visit("?" + QUESTION + "&lag=14&window=90");

    assertThat(page.locator("input[name=range][value='90']")).isChecked();
    assertThat(sentence()).containsText("From 16 Sept 2020 to 14 Dec 2020");
  }

  @Test
  void clickInTheProfile_choosesThatLag() {
    visit("");
    Locator chart = page.locator("#profile-chart canvas");
    BoundingBox box = chart.boundingBox();
    chart.click(new Locator.ClickOptions().setPosition(box.width * 0.75, box.height * 0.4));

    // Three quarters of the way from -60 to 60, less what the labels of the axis take.
    assertThat(page).hasURL(Pattern.compile("lag=(1[5-9]|[234]\\d)(&|$)"));
    assertThat(page.locator("#lag")).not().hasValue("14");
  }

  @Test
  void keyboard_movesTheLag() {
    visit("");
    page.getByLabel("Lag in days", new Page.GetByLabelOptions().setExact(true)).focus();
    page.keyboard().press("ArrowRight");

    assertThat(sentence()).containsText("15 days earlier");
    assertThat(page).hasURL(Pattern.compile("lag=15"));
  }

  @Test
  void draggedLag_asksForTheNewestOnly() {
    visit("");
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.evaluate(
        """
        const slider = document.querySelector('#lag-slider');
        for (const lag of [-9, -8, -7, -6, -5, -4, -3, -2, -1, 15]) {
          slider.value = lag;
          slider.dispatchEvent(new Event('input'));
        }
        """);

    assertThat(sentence()).containsText("15 days earlier");
    assertThat(asked.stream().filter(url -> url.contains("/correlation?"))).hasSizeLessThan(3);
  }

  @Test
  void twoTrends_areWarnedOfAndAFairerQuestionIsOffered() {
    visit("?x=market:DAX:close&xTransform=level&y=health:DEU:cases&yTransform=avg7&lag=14");

    assertThat(page.locator("#caution")).isVisible();
    page.getByText("Compare returns with growth").click();
    assertThat(page.locator("#caution")).isHidden();
    assertThat(sentence()).containsText("DAX daily returns");
  }

  @Test
  void tableBehindAChart_holdsWhatIsDrawn() {
    visit("");
    page.getByText("Table of: At every lag").click();

    Locator rows = page.locator("#profile table tbody tr");
    assertThat(rows).hasCount(121);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("chosen"))).containsText("0.08");
  }

  @Test
  void downloads_areTheApisOwnTables_andThePictureIsAPng() throws IOException {
    visit("");
    page.getByText("Download of: At every lag").click();
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("as shown")))
        .hasAttribute("href", "/api/v1/correlation/profile?" + QUESTION_IN_ORDER + "&format=csv");

    Download picture =
        page.waitForDownload(() -> page.locator("#profile").getByText("Picture").click());
    assertThat(picture.suggestedFilename())
        .isEqualTo("lambdax-dax-daily-returns-and-germany-s-weekly-case-growth-at-every-lag.png");
    BufferedImage drawn = ImageIO.read(picture.path().toFile());
    assertThat(drawn.getWidth()).isGreaterThan(1_000);
    assertThat(drawn.getHeight()).isGreaterThan(500);
  }

  @Test
  void curl_isCopiedAsOneSafeWord() {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visit("");
    page.getByText("Copy as curl of: At every lag").click();

    assertThat(page.locator("#profile .said")).hasText("Copied");
    assertThat(page.evaluate("navigator.clipboard.readText()"))
        .isEqualTo(
            "curl -g '" + platform.url() + "api/v1/correlation/profile?" + QUESTION_IN_ORDER + "'");
    assertThat(page.evaluate("import('/js/curl.js').then(m => m.quoted(\"it's $(id)\"))"))
        .isEqualTo("'it'\\''s $(id)'");
  }

  @Test
  void curlOfTheDays_asksForTheDaysThatAreShown() {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visit("");
    page.getByText("Copy as curl of: Day by day").click();

    assertThat(page.locator("#pair .said")).hasText("Copied, 2 lines");
    assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")).lines())
        .containsExactly(
            "curl -g '"
                + platform.url()
                + "api/v1/series/market%3ADAX%3Aclose?transform=return&from=2020-02-18"
                + "&to=2020-12-14'",
            "curl -g '"
                + platform.url()
                + "api/v1/series/health%3ADEU%3Acases?transform=growth7&from=2020-02-04"
                + "&to=2020-11-30'");
  }

  @Test
  void chartThatShrinksUnderThePointer_doesNotFail() {
    visit("");
    hoverUntilTip("#pair-chart");
    page.setViewportSize(700, 900);
    hoverUntilTip("#pair-chart");
    page.setViewportSize(1280, 2400);
    hoverUntilTip("#pair-chart");

    assertThat(complaints).isEmpty();
  }

  @Test
  void menu_worksByKeyboard() {
    visit("");
    page.locator("#profile .menu > summary").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(page.getByText("a year each way")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.getByText("a year each way")).isHidden();
    assertThat(page.locator("#profile .menu > summary")).isFocused();
  }

  @Test
  void strongestPair_opensAtItsBestLag() {
    visit("");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("France\u2019s cases"))
        .click();

    assertThat(sentence()).containsText("France");
    assertThat(page).hasURL(Pattern.compile("y=health:FRA:cases.*lag=20"));
  }

  @Test
  void everyControl_hasAName() {
    visit("");
    Object nameless =
        page.evaluate(
            """
            () => [...document.querySelectorAll('select, input, button')]
              .filter(c => !c.labels?.length && !c.getAttribute('aria-label') && !c.textContent.trim())
              .map(c => c.id)
            """);

    assertThat(nameless).isEqualTo(List.of());
  }

  @Test
  void landing_weighsUnder600kB() {
    visit("");
    assertThat(page.locator("#pair-chart canvas")).isVisible();
    assertThat(page.locator("#top-table tbody tr")).hasCount(10);

    assertThat(platform.bytesSent()).isLessThan(600_000);
  }

  @Test
  void phone_hasNoSidewaysScrolling() {
    page.setViewportSize(360, 740);
    visit("");

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    assertThat(page.locator("#question-line")).isVisible();
  }

  private void visit(String query) {
    page.navigate(platform.url() + query);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
  }

  private Locator sentence() {
    return page.locator("#answer-sentence");
  }
}
