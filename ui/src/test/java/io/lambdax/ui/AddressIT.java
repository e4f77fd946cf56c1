package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lambdax.testing.Axe;
import java.io.IOException;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages say of an address that they understand in part, and what they show then. */
class AddressIT extends OpenPage {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "?lag=400 > lag=400; lags go from \u2212365 to 365. Shown is lag 14.",
        "?lag=14.5 > lag=14.5; lags go from",
        "?from=01.03.2020 > from=01.03.2020; days are written year, month, day",
        "?to=2020-02-30 > to=2020-02-30; days are written",
        "?from=2020-06-30&to=2020-03-01 > that ends before it begins. Shown is all days.",
        "?window=90&from=2020-03-01 > window=90 and from=2020-03-01; it can be the last days, or from",
        "?window=minus > window=minus; the last days are counted from 1",
        "?xTransform=log > xTransform=log; known are level, change",
        "?method=kendall > method=kendall; these pages show one method. Shown is Pearson\u2019s r.",
        "?y=DEU > y=DEU; an epidemic series is written like health:DEU:cases. Shown is health:DEU",
        "?lag=3&lag=14 > more than one lag; there can be one. Shown is lag 3.",
        "?LAG=20 > LAG=20; here it is written lag. It is left aside.",
        "?colour=red > colour=red; this page knows x, y,",
        "pairs.html?lag=400 > lag=400; lags go from \u2212365 to 365, or it says best. Shown is each",
        "pairs.html?measure=tests > measure=tests; known are cases",
        "pairs.html?market=FOO > market=FOO; there is no series of that name. Shown is the usual",
        "pairs.html?order=p > order=p; known are r and q. Shown is the largest |r| first.",
        "pairs.html?rows=0&x=market:DAX:close > rows=0; the heatmap has 1 to 240 rows",
        "data.html?id=DAX > id=DAX; a series is written like health:DEU:cases. Shown is the usual",
        "data.html?asOf=yesterday > asOf=yesterday; a time to look back to is a day",
        "data.html?asOf=0 > asOf=0; a time to look back to is a day",
        "data.html?asOf=2020-04-08T12:00Z > asOf=2020-04-08T12:00Z; a time to look back to is a day",
        "data.html?asOf=2020-04-08T12:00:00%2B02:00 > asOf=2020-04-08T12:00:00+02:00; a time to look",
        "data.html?asOf=2020-02-30T12:00:00Z > asOf=2020-02-30T12:00:00Z; a time to look back to is",
        "platform.html?lag=3 > lag=3; this page takes nothing from its address.",
      })
  void whatIsNotUnderstood_isSaid_andWhatIsShownInstead(String address, String says) {
    page.navigate(platform.url() + address);

    assertThat(page.locator("#doubts")).containsText(says);
    Assertions.assertThat(complaints).noneMatch(said -> said.contains("Uncaught"));
  }

  @Test
  void doubt_isGoneWithTheNextChange_andBackWithItsAddress() {
    page.navigate(platform.url() + "?lag=400&y=health:FRA:cases");
    assertThat(page.locator("#answer-sentence")).containsText("France");
    assertThat(page.locator("#answer-sentence")).containsText("14 days earlier");
    assertThat(page.locator("#doubts")).containsText("Shown is lag 14.");
    Assertions.assertThat(Axe.violations(page)).isEmpty();

    page.getByLabel("Country").selectOption("DEU");
    assertThat(page.locator("#doubts")).hasCount(0);
    assertThat(page).hasURL(Pattern.compile("y=health:DEU:cases.*lag=14"));
    page.goBack();
    assertThat(page.locator("#doubts")).containsText("lag=400");
  }

  @Test
  void doubt_isGoneWithTheNextChange_onOtherPagesToo() {
    page.navigate(platform.url() + "pairs.html?show=markets&sort=size");
    assertThat(page.locator("#doubts")).containsText("sort=size");
    page.getByLabel("Order").first().selectOption("name");
    assertThat(page.locator("#doubts")).hasCount(0);
  }

  @Test
  void unknownCountry_doesNotHideTheOthers_andIsNamed() {
    page.navigate(
        platform.url() + "?y=health:ATLANTIS:cases,health:DEU:cases,health:ITA:cases&lag=14");

    assertThat(page.locator("#beside tbody tr")).hasCount(2);
    assertThat(page.locator("#answer-sentence")).containsText("Germany");
    assertThat(page.locator("#doubts"))
        .hasText(Pattern.compile("y=health:ATLANTIS:cases; there is no such series. It is left"));
  }

  @Test
  void unknownCountry_isShownBesideTheOthersOnceItComes() throws IOException {
    page.navigate(platform.url() + "?y=health:DEU:cases,health:ATL:cases&lag=14");
    assertThat(page.locator("#doubts")).containsText("health:ATL:cases; there is no such series");
    assertThat(page.locator("#live")).hasText("live");
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    String list = "/api/v1/series?kind=health";
    platform.answer(list, platform.answerTo(list).replace("health:ITA:", "health:ATL:"));
    platform.change(
        "{\"view\":null,\"version\":3,\"summariesVersion\":3,\"series\":[\"health:ATL:cases\"]}");

    // The stand-in has no answer on it, and that is what is said then.
    assertThat(page.locator("#notice")).containsText("y=health:ATL:cases");
    assertThat(page.locator("#doubts")).hasCount(0);
  }

  @Test
  void moreCountriesThanCanBeToldApart_areCut_andThoseLeftOutAreNamed() {
    page.navigate(
        platform.url()
            + "?y=health:DEU:cases,health:FRA:cases,health:ITA:cases,health:ESP:cases,"
            + "health:GBR:cases,health:USA:cases");

    assertThat(page.locator("#doubts")).containsText("6 epidemic series; more than 5 cannot");
    assertThat(page.locator("#doubts")).containsText("Left out: health:USA:cases.");
  }

  @Test
  void addressThatIsUnderstood_saysNothing() {
    page.navigate(
        platform.url()
            + "?x=market:DAX:close&y=health:DEU:cases&xTransform=return&yTransform=growth7&lag=14"
            + "&window=90&days=90&method=pearson");
    assertThat(page.locator("#answer-sentence")).containsText("From 16 Sept 2020");
    assertThat(page.locator("#notice")).isEmpty();

    page.navigate(platform.url() + "pairs.html?show=lags&sort=at:20&lag=-7&least=0&listMarket=DAX");
    Locator head = page.locator(".heat tbody th").first();
    assertThat(head).isVisible();
    assertThat(page.getByLabel("Countries", new Page.GetByLabelOptions().setExact(true)))
        .isVisible();
    assertThat(page.locator("#doubts")).hasCount(0);
  }
}
