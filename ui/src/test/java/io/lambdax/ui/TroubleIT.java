package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page says when there is no answer, and how it comes back by itself. */
class TroubleIT extends OpenPage {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static final LocatorAssertions.IsVisibleOptions VISIBLE_LATER =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @Test
  void problem_isShown_withAWayBack() {
    page.navigate(platform.url() + "?y=health:ATLANTIS:cases");

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("no recorded answer to /api/v1/correlation");
    assertThat(page.locator("#story")).isHidden();

    page.getByText("Back to the first question").click();
    assertThat(page.locator("#answer-sentence")).containsText("Germany");
    assertThat(page.locator("#notice")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "unknown-series | y | health:ATL:cases | one of those | There are no figures under the name"
            + " health:ATL:cases. Choose another series; the page Data finds all there are.",
        "bad-parameter | from | 2020-05-01 | a day up to 2020-03-01, which is 'to' | The first day"
            + " cannot be 1 May 2020. It can be a day up to 1 Mar 2020, which is the last day.",
        "unknown-family | window | 45 | one of those that the API has words for | Lists are made of As"
            + " it is \u00d7 7-day average, Daily return \u00d7 weekly growth, each over all days, the"
            + " last 90 days.",
        "unknown-filter | health | XYZ | one that series at /api/v1/series have | The country cannot"
            + " be XYZ, which no series has. The page Data finds all series there are.",
        "not-known-then | id | health:FRA:cases | a series that had values then | No value of"
            + " health:FRA:cases was known then.",
        "unknown-parameter | lagg | 3 | lag | They may be of different versions: reload the page. For"
            + " whoever runs it: what the API said",
      })
  void refusal_isSaidInTheReadersWords(
      String type, String parameter, String value, String expected, String words) {
    page.navigate(platform.url());
    // A status that came later would tell of other lists than those below.
    assertThat(page.locator("#live")).hasText("live");
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    Map<String, String> problem =
        Map.of(
            "type", "urn:problem-type:lambdax:" + type,
            "detail", "what the API said",
            "parameter", parameter,
            "value", value,
            "expected", expected);

    assertThat(
            page.evaluate(
                """
                async problem => {
                  const { hold } = await import("/js/families.js");
                  const of = (xTransform, yTransform, window) => ({ xTransform, yTransform, window });
                  hold({ families: [of("level", "avg7", null), of("level", "avg7", 90),
                    of("return", "growth7", null), of("return", "growth7", 90)] });
                  return (await import("/js/problems.js")).plainly(problem).detail;
                }
                """,
                problem))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.6 | 0.20 | moved together strongly (r=0.60, n=30, not distinguishable from chance,"
            + " p=0.20).",
        "0.6 | 0.01 | moved together strongly (r=0.60, n=30): more than chance would usually"
            + " explain, p=0.010.",
        "-0.08 | 0.20 | moved in opposite directions weakly (r=\u22120.08, n=30, not distinguishable"
            + " from chance, p=0.20).",
        "0.001 | 0.90 | did not move together (r=0.00, n=30, not distinguishable from chance,"
            + " p=0.90).",
      })
  void strengthIsSaid_andWhetherItIsMoreThanChance(double r, double p, String words) {
    page.navigate(platform.url());
    String said =
        String.valueOf(
            page.evaluate(
                """
                async ([r, p]) => {
                  const { sentence } = await import("/js/words.js");
                  const answer = { x: "market:DAX:close", y: "health:DEU:cases", xTransform: "return",
                    yTransform: "growth7", lag: 0, n: 30, nEff: 30, r, p };
                  const catalogue = { name: id => id, find: () => undefined };
                  return sentence(answer, catalogue, null).map(piece => piece.text).join("");
                }
                """,
                List.of(r, p)));

    assertThat(said.replace("\u00a0", "")).endsWith("on the same day " + words);
  }

  @Test
  void noViewYet_saysSoAndShowsTheAnswerOnceThereIsOne() {
    String ready = platform.answerTo(StandIn.STATUS);
    platform.answer(
        StandIn.STATUS,
        """
        {"lakeId":null,"view":null,"newest":null,"run":{"state":"RUNNING"},"sources":[],"cache":{"state":"up"}}
        """);
    page.navigate(platform.url());
    assertThat(page.locator("#notice")).containsText("No results yet");

    platform.answer(StandIn.STATUS, ready);
    assertThat(page.locator("#answer-sentence")).containsText("DAX daily returns", PATIENT);
    assertThat(page.locator("#notice")).isEmpty();
  }

  @Test
  void platformGone_hidesTheOldAnswerAndRecoversByItself() throws IOException {
    page.navigate(platform.url());
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    platform.goAway();
    page.getByLabel("Country").selectOption("FRA");
    assertThat(page.locator("#notice")).containsText("does not answer");
    assertThat(page.locator("#story")).isHidden();

    platform.comeBack();
    assertThat(page.locator("#answer-sentence")).containsText("France", PATIENT);
  }

  @Test
  void offline_isToldApartFromAPlatformThatIsDown() {
    page.navigate(platform.url());
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    page.context().setOffline(true);
    page.getByLabel("Country").selectOption("FRA");
    assertThat(page.locator("#notice")).containsText("You are offline");

    page.context().setOffline(false);
    assertThat(page.locator("#answer-sentence")).containsText("France", PATIENT);
  }

  @Test
  void tooManyQuestions_isNoFaultOfTheQuestion_andIsAskedAgain() {
    platform.refuse("/api/v1/correlation?", 429);
    page.navigate(platform.url());
    assertThat(page.locator("#notice")).containsText("Try again now");
    assertThat(page.getByText("Back to the first question")).hasCount(0);

    platform.allow("/api/v1/correlation?");
    assertThat(page.locator("#answer-sentence")).containsText("Germany", PATIENT);
  }

  @Test
  void cardsThatFailAlone_sayItAndAreAskedForAgain() {
    for (String path : new String[] {"scatter", "rolling", "top"}) {
      platform.refuse("/api/v1/correlation/" + path, 503);
    }
    page.navigate(platform.url());
    assertThat(page.locator("#scatter-chart")).containsText("could not be read");
    assertThat(page.locator("#rolling-chart")).containsText("could not be read");
    assertThat(page.locator("#top-table")).containsText("could not be read");
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    for (String path : new String[] {"scatter", "rolling", "top"}) {
      platform.allow("/api/v1/correlation/" + path);
    }
    assertThat(page.locator("#scatter-chart canvas")).isVisible(VISIBLE_LATER);
    assertThat(page.locator("#rolling-chart canvas")).isVisible(VISIBLE_LATER);
    assertThat(page.locator("#top-table tbody tr")).hasCount(10);
  }

  @Test
  void windowsOfOneCountryThatFail_leaveTheOthersTheirNamesAndColours() {
    platform.refuse(
        "/api/v1/correlation/rolling?days=90&lag=14&x=market:DAX:close&xTransform=return&y=health:DEU",
        503);
    page.navigate(platform.url() + "?y=health:DEU:cases,health:ITA:cases&lag=14");
    page.getByText("Download of: Rolling correlation").click();

    assertThat(page.locator("#rolling .menu a")).hasText(new String[] {"Windows of ItalyCSV"});
    assertThat(page.locator("#rolling .menu a"))
        .hasAttribute("href", Pattern.compile("y=health:ITA:cases"));
  }

  @Test
  void chartsThatDoNotLoad_saySo() {
    page.route("**/echarts.esm.min.js", Route::abort);
    page.navigate(platform.url());

    assertThat(page.locator("#pair-chart")).containsText("The charts did not load");
    assertThat(page.locator("#answer-sentence")).containsText("Germany");
    assertThat(complaints).noneMatch(complaint -> complaint.contains("Uncaught"));
  }

  @Test
  void staleAndHeldSources_areInTheFreshnessLine() {
    String troubled =
        platform
            .answerTo(StandIn.STATUS)
            .replaceFirst("\"stale\":false,\"held\":null", "\"stale\":true,\"held\":null")
            .replace(
                "\"stale\":false,\"held\":null",
                "\"stale\":false,\"held\":{\"importId\":\"ecdc-20201215T120000Z-0a1b2c3d\"}");
    platform.answer(StandIn.STATUS, troubled);
    page.navigate(platform.url());

    assertThat(page.locator("#freshness-line")).containsText("1 source stale \u00b7 1 file held");
    page.locator("#freshness > summary").click();
    assertThat(page.locator("#freshness-panel"))
        .containsText("importer accept ecdc-20201215T120000Z-0a1b2c3d");
  }
}
