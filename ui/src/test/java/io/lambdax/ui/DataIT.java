package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page on one series. Italy's figures are made up (three publications, one negative correction,
 * one missing day) and the answers about them are the real platform's.
 */
class DataIT extends OpenPage {
  private static final String ITALY = "?id=health:ITA:cases";
  private static final LocatorAssertions.HasTextOptions LIVE_SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  @Test
  void firstVisit_showsTheUsualSeries_itsSourceAndItsLicence() {
    visit("");

    assertThat(page.locator("#headline"))
        .hasText("Germany\u2019s cases from 1 Jan 2020 to 14 Dec 2020: 349 days have a value.");
    assertThat(page.locator("#chart canvas")).isVisible();
    assertThat(page.locator("#about")).containsText("first-wave");
    assertThat(page.locator("#about"))
        .containsText("European Centre for Disease Prevention and Control (ECDC)");
    assertThat(page.locator("#about")).containsText("Reuse with the source acknowledged");
    assertThat(page.locator("#revisions-legend")).containsText("No day of this series");
  }

  @Test
  void series_isFoundByKeyboard() {
    visit("");
    Locator search = page.getByLabel("Any series");
    search.fill("fra");
    assertThat(page.locator("#found li")).hasCount(2);
    search.press("ArrowDown");
    search.press("ArrowDown");
    assertThat(page.locator("#found li").nth(1)).hasAttribute("aria-selected", "true");
    search.press("Enter");

    assertThat(page.locator("#headline")).containsText("France\u2019s deaths");
    assertThat(page).hasURL(Pattern.compile("data.html\\?id=health:FRA:deaths"));
    page.goBack();
    assertThat(page.locator("#headline")).containsText("Germany\u2019s cases");
    assertThat(search).hasValue("Germany, cases");
  }

  @Test
  void revisionsCorrectionsAndGaps_areFlagged() {
    visit(ITALY);

    assertThat(page.locator("#headline"))
        .containsText("2 were revised later, 1 is negative and 1 in between is missing.");
    assertThat(page.locator("#chart-legend"))
        .hasText(Pattern.compile("negative.*revised after.*day without a value"));
    Locator rows = page.locator("#revisions tbody tr");
    assertThat(rows).hasCount(4);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("withdrawn"))).hasCount(1);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("2,650")))
        .containsText("10 Apr 2020");

    page.getByText("Table of: Values").click();
    Locator table = page.locator("#chart-card table tbody tr");
    assertThat(table.filter(new Locator.FilterOptions().setHasText("negative")))
        .containsText("\u221235");
    assertThat(table.filter(new Locator.FilterOptions().setHasText("6 Apr 2020")))
        .containsText("revised");
  }

  @Test
  void revisions_areThere_howeverTheSeriesIsDrawn() {
    transformed("avg7");
    visit(ITALY + "&transform=avg7");

    assertThat(page.locator("#headline"))
        .containsText(
            "Italy\u2019s cases from 2 Mar 2020 to 10 Apr 2020: 39 days have a value, 2 were revised"
                + " later, 1 is negative and 1 in between is missing. Drawn from that: Italy");
    assertThat(page.locator("#revisions-legend")).containsText("2 days have had more than one");
    assertThat(page.locator("#revisions tbody tr")).hasCount(4);
    assertThat(page.locator("#revisions-card .tools")).isVisible();
    assertThat(page.locator("#chart-legend")).not().containsText("revised after");
  }

  @Test
  void dayThatIsLookedBackTo_staysInItsField_whenAnAnswerFails() {
    visit(ITALY);
    page.locator("#as-of").fill("2020-04-08");
    assertThat(page.locator("#then")).containsText("reached to 8 Apr 2020");
    page.locator("#transform").selectOption("cumulative");

    assertThat(page.locator("#notice")).containsText("no recorded answer");
    assertThat(page.locator("#as-of")).hasValue("2020-04-08");
  }

  @Test
  void seriesThatIsNotThereYet_isShownWhenItComes() throws IOException {
    page.navigate(platform.url() + "data.html?id=health:ITA:tests");
    assertThat(page.locator("#notice")).containsText("no recorded answer");
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    String path = "/api/v1/series/health:ITA:%s";
    for (String end : new String[] {"", "/revisions"}) {
      platform.answer(
          path.formatted("tests") + end,
          platform.answerTo(path.formatted("cases") + end).replace("ITA:cases", "ITA:tests"));
    }
    platform.change(
        "{\"view\":null,\"version\":3,\"summariesVersion\":3,\"series\":[\"health:ITA:tests\"]}");

    assertThat(page.locator("#headline")).containsText("Italy\u2019s tests");
    assertThat(page.locator("#notice")).isEmpty();
  }

  @Test
  void linkInTheRevisions_keepsTheFocus_whenThereIsNews() throws IOException {
    visit(ITALY);
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    page.locator("#revisions a").last().focus();
    String path = "/api/v1/series/health:ITA:cases";
    platform.answer(
        path, platform.answerTo(path).replace("[\"2020-03-02\",200.0]", "[\"2020-03-02\",201.0]"));
    platform.answer(
        path + "/revisions",
        platform.answerTo(path + "/revisions").replace("\"value\":2650.0", "\"value\":2651.0"));
    platform.change(
        "{\"view\":null,\"version\":4,\"summariesVersion\":4,\"series\":[\"health:ITA:cases\"]}");

    assertThat(page.locator("#revisions")).containsText("2,651");
    assertThat(page.locator("#revisions a").last()).isFocused();
  }

  @Test
  void sourceOfAnotherName_isNotGivenAPublisher() {
    String path = "/api/v1/series?entity=DEU&kind=health";
    platform.answer(path, platform.answerTo(path).replace("first-wave", "ecdc-of-mine"));
    visit("");

    assertThat(page.locator("#about")).containsText("Not known to this page");
    assertThat(page.locator("#about")).not().containsText("ECDC");
  }

  /** Makes the stand-in answer for Italy's cases as if they had been transformed: as they are. */
  private void transformed(String word) {
    String path = "/api/v1/series/health:ITA:cases";
    platform.answer(path + "?transform=" + word, platform.answerTo(path).replace("level", word));
  }

  @Test
  void whatWasKnownOnADay_isShownBesideWhatIsKnownNow() {
    visit(ITALY);
    page.locator("#as-of").fill("2020-04-08");

    assertThat(page.locator("#then"))
        .hasText(
            "What was known then reached to 8 Apr 2020; 1 day has another value now, 2 days were"
                + " not known yet.");
    assertThat(page.locator("#as-of-says")).containsText("version 1, published 8 Apr 2020");
    assertThat(page).hasURL(Pattern.compile("asOf=2020-04-08"));
    page.getByText("Table of: Values").click();
    assertThat(page.locator("#chart-card thead")).containsText("Known then");

    page.locator("#now").click();
    assertThat(page.locator("#then")).isEmpty();
    assertThat(page.locator("#chart-card thead")).not().containsText("Known then");
  }

  @Test
  void beforeARevision_isALinkToWhatWasKnown() {
    visit(ITALY);
    page.locator("#revisions a").first().click();

    assertThat(page).hasURL(Pattern.compile("asOf=1(&|$)"));
    assertThat(page.locator("#then")).containsText("reached to 8 Apr 2020");
    page.goBack();
    assertThat(page.locator("#then")).isEmpty();
  }

  @Test
  void timeThatCannotBeAnswered_saysWhy_andShowsWhatIsKnownNow() {
    visit("?asOf=2019-01-01");

    assertThat(page.locator("#then"))
        .hasText(
            Pattern.compile(
                "What was known then cannot be said\\. .*no recorded answer.* Below is what is"
                    + " known now\\."));
    assertThat(page.locator("#chart canvas")).isVisible();
    assertThat(page.locator("#notice")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-15, on 15 Jan 2020",
    "1, at version 1",
    "2020-01-15T12:00:00Z, at 15 Jan 2020",
  })
  void seriesThatWasNotKnownThen_isSaidToHaveHadNoValue(String asOf, String when) {
    page.route(
        "**/api/v1/series/*asOf=*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(404)
                    .setContentType("application/problem+json")
                    .setBody(
                        """
                        {"type":"urn:problem-type:lambdax:not-known-then","title":"Not known then",
                        "status":404,"detail":"No","parameter":"id","value":"health:DEU:cases",
                        "expected":"a series that had values then"}""")));
    visit("?asOf=" + asOf);

    assertThat(page.locator("#then"))
        .hasText(
            Pattern.compile(
                "^No value of this series was known "
                    + when
                    + ".*\\. Below is what is known now\\.$"));
    assertThat(page.locator("#chart canvas")).isVisible();
    assertThat(page.locator("#notice")).isEmpty();
  }

  @Test
  void changeOfTheSeries_isInItsChartByItself() throws IOException {
    visit("");
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    page.getByText("Table of: Values").click();
    String path = "/api/v1/series/health:DEU:cases";
    platform.answer(
        path,
        platform
            .answerTo(path)
            .replace("[\"2020-12-14\",", "[\"2020-12-14\",4321.0],[\"2020-12-15\","));
    platform.change(
        "{\"view\":null,\"version\":3,\"summariesVersion\":3,\"series\":[\"health:DEU:cases\"]}");

    assertThat(page.locator("#chart-card tbody tr").nth(1)).containsText("4,321");
    assertThat(page.locator("#chart-card tbody tr").first()).containsText("15 Dec 2020");
  }

  private void visit(String query) {
    page.navigate(platform.url() + "data.html" + query);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
  }
}
