package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page on pairs: heatmaps, and the list of the strongest. */
class PairsIT extends OpenPage {
  private static final String MATRIX =
      "/api/v1/correlation/matrix?lag=best&x=market:%s:close&xTransform=return&y=health:*:cases"
          + "&yTransform=growth7";
  private static final String TOP =
      "/api/v1/correlation/top?limit=20&order=r&window=0&xTransform=return&yTransform=growth7";
  private static final String GERMANY_BEST = "a[data-row='health:DEU:cases'][data-column='-10']";
  private static final String GERMANY =
      "a[data-row='health:DEU:cases'][data-column='market:DAX:close']";
  private static final LocatorAssertions.HasTextOptions LIVE_SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  @Test
  void oneMarketSeries_isShownByLag_theStrongestFirst_itsBestLagMarked() {
    visit("");

    assertThat(page.locator("#headline"))
        .containsText(
            "Of 6 pairs that share 30 days or more, DAX daily returns and Germany\u2019s weekly"
                + " case growth 10 days later moved most closely in opposite directions:"
                + " r\u00a0=\u00a0\u22120.33, n\u00a0=\u00a0211.");
    assertThat(page.locator(".heat tbody tr")).hasCount(6);
    assertThat(page.locator(".heat tbody th").first()).hasText("Germany\u22120.33 at \u221210");
    assertThat(page.locator(GERMANY_BEST)).hasClass(Pattern.compile("\\bbest\\b"));
    assertThat(page.locator(GERMANY_BEST))
        .hasAttribute(
            "aria-label",
            Pattern.compile("Germany\u2019s cases, lag \u221210: r \u22120.33, n 211"));
    assertThat(page.locator("a.cell")).hasCount(6 * 121);
    assertThat(complaints).isEmpty();
  }

  @Test
  void arrowKeys_goThroughTheCells_andEnterOpensTheQuestion() {
    visit("");
    page.locator(GERMANY_BEST).focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("a[data-row='health:ITA:cases'][data-column='-9']")).isFocused();
    assertThat(page.locator(".heat-tip")).containsText("Italy\u2019s cases");
    page.keyboard().press("Control+End");
    assertThat(page.locator("a.cell").last()).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("PageUp");
    assertThat(page.locator("a.cell").first()).isFocused();

    page.locator(GERMANY_BEST).focus();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/\\?x=market:DAX:close&y=health:DEU:cases.*lag=-10"));
    assertThat(page.locator("#answer-sentence")).containsText("10 days later");
  }

  @Test
  void pointerOnACell_tellsItsFigures() {
    visit("?show=markets");
    page.locator(GERMANY).hover();

    assertThat(page.locator(".heat-tip"))
        .hasText(
            Pattern.compile(
                "DAX close \u00d7 Germany\u2019s cases.*r\u22120.33.*Best lag\u221210.*n211"
                    + ".*Effective n149.*allowed for0.004"));
  }

  @Test
  void filterAndOrder_areInTheAddress_andBackUndoesThem() {
    visit("?show=markets");
    assertThat(page.locator(GERMANY)).hasText("\u22120.33");
    page.getByLabel("Order").first().selectOption("name");
    assertThat(page.locator(".heat tbody th").first()).hasText("France");
    page.getByLabel("Countries", exactly()).fill("united");
    assertThat(page.locator(".heat tbody th"))
        .hasText(new String[] {"United Kingdom", "United States"});
    assertThat(page).hasURL(Pattern.compile("sort=name&countries=united"));

    page.goBack();
    assertThat(page.locator(".heat tbody tr")).hasCount(6);
    page.goBack();
    assertThat(page.locator(".heat tbody th").first()).hasText("Germany");
  }

  @Test
  void columnHead_ordersByItsR() {
    visit("?show=markets");
    page.locator(".heat thead button").click();

    assertThat(page.locator(".heat tbody th").first()).hasText("France");
    assertThat(page.locator(".heat thead th")).hasAttribute("aria-sort", "descending");
  }

  @Test
  void lagOfTheHead_ordersByItsR() {
    visit("");
    page.locator(".heat thead")
        .getByText("20", new Locator.GetByTextOptions().setExact(true))
        .click();

    assertThat(page).hasURL(Pattern.compile("sort=at:20"));
    assertThat(page.locator(".heat tbody th").first()).containsText("France");
  }

  @Test
  void pairWithoutR_isHatched_andSaysWhy() {
    String matrix = MATRIX.formatted("*");
    platform.answer(
        matrix,
        platform
            .answerTo(matrix)
            .replace("\"n\":[[211,", "\"n\":[[3,")
            .replaceFirst("\"r\":\\[\\[[^,]+,", "\"r\":[[null,"));
    visit("?show=markets");

    assertThat(page.locator(GERMANY)).hasClass("cell none");
    assertThat(page.locator(GERMANY))
        .hasAttribute("aria-label", Pattern.compile("share fewer than five days"));
  }

  @Test
  void cell_saysAloudAllThatTheTipShows_andATableHasIt() {
    visit("?show=markets");

    assertThat(page.locator(GERMANY))
        .hasAttribute(
            "aria-label",
            Pattern.compile(
                ": r \u22120\\.33, 10 days later, n 211, p\u00a0<\u00a00\\.001, p\u00a0=\u00a00\\.004 with"
                    + " all lags allowed for"));
    page.getByText("Table of: Heatmap").click();
    assertThat(page.locator("#heat-card .behind tbody tr")).hasCount(6);
    assertThat(page.locator("#heat-card .behind tbody tr").first())
        .hasText("DAX closeGermany\u2019s cases\u221210\u22120.33211149< 0.0010.004");
  }

  @Test
  void answersOfTwoStatesOfTheFacts_areAskedAnew_andToldApart() {
    String profile =
        "/api/v1/correlation/profile?x=market:DAX:close&xTransform=return&y=health:ESP:cases"
            + "&yTransform=growth7";
    platform.answer(
        profile,
        platform.answerTo(profile).replace("\"version\":1,\"newest", "\"version\":2,\"newest"));
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    visit("");

    assertThat(page.locator("#heat-progress")).containsText("some are newer than others");
    assertThat(asked.stream().filter(url -> url.contains("/profile") && url.contains("ESP")))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void figureThatThereIsNot_isSaid_andTheUsualOneIsShown() {
    visit("?figure=lowest&show=lags&sort=at:20");

    assertThat(page.locator("#doubts")).containsText("figure=lowest; known");
    assertThat(page.locator("#doubts")).containsText("Shown is \u201cclose\u201d.");
    assertThat(page.locator(".heat tbody tr")).hasCount(6);
  }

  @Test
  void linkInTheList_keepsTheFocus_whenThereIsNews() throws IOException {
    visit("?show=markets");
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    page.locator("#list tbody a").nth(3).focus();
    platform.answer(TOP, platform.answerTo(TOP).replace("\"n\":211,", "\"n\":219,"));
    platform.change(
        "{\"view\":null,\"version\":3,\"summariesVersion\":3,\"series\":[\"health:DEU:cases\"]}");

    assertThat(page.locator("#list")).containsText("219");
    assertThat(page.locator("#list tbody a").nth(3)).isFocused();
  }

  @Test
  void pairOfFewDays_isNotRanked_unlessItIsAskedFor() {
    String matrix = MATRIX.formatted("*");
    platform.answer(matrix, platform.answerTo(matrix).replace("\"n\":[[211,", "\"n\":[[12,"));
    visit("?show=markets");
    assertThat(page.locator(GERMANY)).hasClass("cell few");
    assertThat(page.locator("#headline")).containsText("Of 5 pairs");

    page.getByLabel("Days in common").selectOption("0");
    assertThat(page.locator(GERMANY)).hasText("\u22120.33");
    assertThat(page.locator("#headline")).containsText("Of 6 pairs, DAX");
  }

  @Test
  void withoutCases_theCommonestMeasureIsShown() {
    madeUp("tests");
    page.navigate(platform.url() + "pairs.html");

    assertThat(page.locator("#heat-progress")).containsText("20,000 pairs are more than");
    assertThat(page.locator("#measure")).hasValue("tests");
  }

  @Test
  void morePairsThanCanBeAskedFor_areSaid_andNotAsked() {
    madeUp("cases");
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.navigate(platform.url() + "pairs.html");

    assertThat(page.locator("#heat-progress")).containsText("20,000 pairs are more than");
    assertThat(page.locator("a.cell")).hasCount(0);
    assertThat(asked).noneMatch(url -> url.contains("/correlation/matrix"));
  }

  /** 100 market series, and 200 of a measure of the epidemic. */
  private void madeUp(String measure) {
    String info =
        "{\"id\":\"%1$s:%2$s%3$d:%4$s\",\"kind\":\"%1$s\",\"entity\":\"%2$s%3$d\",\"name\":\"%2$s%3$d\","
            + "\"measure\":\"%4$s\",\"source\":\"made-up\",\"firstDay\":\"2020-01-01\","
            + "\"lastDay\":\"2020-12-14\",\"days\":300}";
    platform.answer(
        "/api/v1/series?kind=market",
        "{\"series\":[%s],\"total\":100}".formatted(many(info, "market", "M", "close", 100)));
    platform.answer(
        "/api/v1/series?kind=health",
        "{\"series\":[%s],\"total\":200}".formatted(many(info, "health", "C", measure, 200)));
  }

  private static String many(String info, String kind, String entity, String measure, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> info.formatted(kind, entity, i, measure))
        .collect(Collectors.joining(","));
  }

  @Test
  void list_isFilteredAndOrdered_andLinksToItsQuestions() {
    visit("");
    assertThat(page.locator("#list tbody tr")).hasCount(12);
    assertThat(page.locator("#list-legend")).containsText("The list is as new as the values.");
    page.locator("#list-measure").selectOption("deaths");
    page.locator("#list-card").getByLabel("Order").selectOption("q");
    assertThat(page.locator("#list tbody tr")).hasCount(6);
    assertThat(page).hasURL(Pattern.compile("order=q&listMeasure=deaths"));

    assertThat(page.locator("#list tbody a").first())
        .hasAttribute("href", Pattern.compile("\\./\\?x=market:DAX:close&y=health:...:deaths"));
  }

  @Test
  void listBehindTheValues_saysSo() {
    platform.answer(
        TOP,
        platform
            .answerTo(TOP)
            .replace("\"behind\":0", "\"behind\":2")
            .replace("\"newerCount\":0,\"qFrom\"", "\"newerCount\":3,\"qFrom\""));
    visit("");

    assertThat(page.locator("#list-legend")).containsText("2 versions behind the values");
    assertThat(page.locator("#list-legend")).containsText("q is the last batch\u2019s");
  }

  @Test
  void whatIsShown_canBeSaved_withTheApisDigits() throws IOException {
    visit("?show=markets&countries=germ");
    page.locator("#heat-card .tools").getByText("Download").click();
    Download saved =
        page.waitForDownload(
            () ->
                page.locator("#heat-card .items")
                    .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("What is shown"))
                    .click());

    assertThat(Files.readAllLines(saved.path()))
        .containsExactly(
            "x,y,lag,n,r,nEff,p,pAdjusted",
            "market:DAX:close,health:DEU:cases,-10,211,-0.3323093104758644,149.1965569283669,"
                + "0.000034240640503778675,0.004143117500957219");
  }

  @Test
  void changeOfAShownSeries_isInItsCellByItself_andWhatTheReaderDidStays() throws IOException {
    visit("?show=markets");
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    page.getByLabel("Countries", exactly()).fill("germ");
    page.locator(GERMANY).focus();
    String matrix = MATRIX.formatted("*");
    platform.answer(matrix, platform.answerTo(matrix).replace("[[-0.332", "[[-0.452"));
    platform.change(
        "{\"view\":null,\"version\":3,\"summariesVersion\":3,\"series\":[\"health:DEU:cases\"]}");

    assertThat(page.locator(GERMANY)).hasText("\u22120.45");
    assertThat(page.locator(GERMANY)).isFocused();
    assertThat(page.locator(".heat tbody tr")).hasCount(1);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private void visit(String query) {
    page.navigate(platform.url() + "pairs.html" + query);
    assertThat(page.locator("#heat")).hasAttribute("aria-busy", "false");
  }
}
