package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pairs on the bundled sample: every figure on the page is the API's. */
class PairsWalkIT extends PageWalk {
  private static final String HOW = "&xTransform=return&yTransform=growth7";
  private static final String BEST =
      "/correlation/matrix?x=market:DAX:close&y=health:*:cases&lag=best" + HOW;
  private static final String CELL = "a[data-row='%s'][data-column='%s']";

  @ParameterizedTest
  @EnumSource(Look.class)
  void countriesByLag(Look look) throws Exception {
    Page page = drawn(look, "pairs.html");
    JsonNode best = api(BEST);
    for (int j = 0; j < best.path("y").size(); j++) {
      String country = best.path("y").get(j).asText();
      JsonNode profile =
          api("/correlation/profile?x=market:DAX:close&y=" + country + HOW).path("profile");
      for (JsonNode at : List.of(profile.get(0), profile.get(60), profile.get(120))) {
        Locator cell = page.locator(CELL.formatted(country, at.path("lag").asText()));
        assertThat(cell)
            .hasAttribute(
                "aria-label",
                Pattern.compile(
                    ": r %s, n %s, %s\\."
                        .formatted(
                            r(at.path("r")),
                            at.path("n").asText(),
                            named("p", at.path("p")).replace(".", "\\."))));
      }
      String lag = best.path("bestLag").get(0).get(j).asText();
      assertThat(page.locator(CELL.formatted(country, lag)))
          .hasClass(Pattern.compile("\\bbest\\b"));
    }
    assertGood(page, look);

    page.locator("#sort").selectOption("lag");
    assertThat(page).hasURL(Pattern.compile("sort=lag"));
    page.goBack();
    assertThat(page.locator("#sort")).hasValue("strongest");
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void countriesByMarketSeries_atTheBestLagAndAtOne(Look look) throws Exception {
    Page page = drawn(look, "pairs.html?measure=all");
    page.getByLabel("By market series").check();
    Locator cell = page.locator(CELL.formatted("health:ITA:deaths", "market:DAX:close"));
    String asked = "/correlation/matrix?x=market:DAX:close&y=health:ITA:deaths&lag=%s" + HOW;
    assertThat(cell).hasText(r(api(asked.formatted("best")).at("/r/0/0")));
    if (look.phone()) {
      page.locator("#question > summary").click();
    }
    page.getByLabel("One for all").check();
    assertThat(cell).hasText(r(api(asked.formatted("14")).at("/r/0/0")));
    assertThat(page).hasURL(Pattern.compile("lag=14"));
    assertGood(page, look);

    page.getByLabel("Countries", new Page.GetByLabelOptions().setExact(true)).fill("ital");
    assertThat(page.locator(".heat tbody tr")).hasCount(2);
    if (look.phone()) {
      cell.tap();
    } else {
      cell.focus();
    }
    assertThat(page.locator(".heat-tip")).containsText("DAX close \u00d7 Italy\u2019s deaths");
    assertThat(page).hasURL(Pattern.compile("pairs\\.html"));
    if (look.phone()) {
      cell.tap();
    } else {
      page.keyboard().press("Enter");
    }
    assertThat(page.locator("#answer-sentence"))
        .containsText("Italy\u2019s weekly death growth 14 days earlier");
    page.goBack();
    assertThat(page.locator(".heat tbody tr")).hasCount(2);
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void strongestPairs(Look look) throws Exception {
    Page page = drawn(look, "pairs.html");
    page.locator("#list-measure").selectOption("cases");
    page.locator("#list-card").getByLabel("Order").selectOption("q");
    JsonNode top = api("/correlation/top?order=q&measure=cases&limit=20" + HOW).path("rows");
    Locator rows = page.locator("#list tbody tr");
    assertThat(rows).hasCount(top.size());
    for (int i = 0; i < top.size(); i++) {
      assertThat(rows.nth(i).locator(".figure")).hasText(r(top.get(i).path("r")));
      assertThat(rows.nth(i).locator("td").nth(1))
          .hasText(top.get(i).path("lag").asText().replace('-', '\u2212'));
      assertThat(rows.nth(i).locator("td").nth(3)).hasText(top.get(i).path("n").asText());
      // One column is for wide screens only, and there all the same.
      assertThat(rows.nth(i).locator("td").nth(4)).hasText(p(top.get(i).path("pAdjusted")));
      assertThat(rows.nth(i).locator("td").nth(5)).hasText(p(top.get(i).path("q")));
    }
    rows.first().locator("a").click();
    assertThat(page.locator("#answer-sentence"))
        .containsText("r\u00a0=\u00a0" + r(top.get(0).path("r")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void whatIsShown_canBeTakenAway(Look look) throws Exception {
    Page page = drawn(look, "pairs.html?show=markets&countries=germ");
    Locator tools = page.locator("#heat-card .tools");
    assertThat(Files.readAllLines(saved(page, tools, "What is shown").path())).hasSize(2);
    JsonNode all = api(BEST);
    assertThat(Files.readAllLines(saved(page, tools, "Everything").path()))
        .hasSize(1 + all.path("y").size())
        .anyMatch(line -> line.contains("," + all.at("/r/0/0").asText() + ","));
    assertThat(saved(page, tools, "Picture").path()).isNotEmptyFile();

    tools.getByText("Copy as curl").click();
    assertThat(tools.locator(".said")).containsText("Copied");
    assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
        .contains("/api/v1/correlation/matrix?x=market:*:close&y=health:*:cases");
  }

  private static Download saved(Page page, Locator tools, String name) {
    tools.getByText("Download").click();
    return page.waitForDownload(
        () ->
            tools.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)).click());
  }

  private Page drawn(Look look, String address) {
    Page page = open(look, address);
    assertThat(page.locator("#heat")).hasAttribute("aria-busy", "false");
    return page;
  }
}
