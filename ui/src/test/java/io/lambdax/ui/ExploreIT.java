package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.lambdax.testing.Axe;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several countries, ranges, the scatter and the rolling correlation. */
class ExploreIT extends OpenPage {
  /** About how wide Chromium draws what is dragged, in pixels. */
  private static final int THUMB = 16;

  @Test
  void anotherCountry_isDrawnAndToldBesideTheFirst_andItsChipTakesItAway() {
    visit("");
    assertThat(page.locator("#beside")).isHidden();
    page.getByLabel("Compare with").selectOption("ITA");

    assertThat(page).hasURL(Pattern.compile("y=health:DEU:cases,health:ITA:cases"));
    assertThat(page.locator("#beside tbody tr")).hasCount(2);
    assertThat(page.locator("#beside tbody tr").nth(1)).containsText("\u22120.01");
    for (String legend : new String[] {"#pair-legend", "#profile-legend", "#rolling-legend"}) {
      assertThat(page.locator(legend)).containsText("Italy");
    }
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    page.getByLabel("Remove Italy").click();
    assertThat(page.locator("#beside")).isHidden();
    assertThat(page.getByLabel("Compare with")).isFocused();
    page.goBack();
    assertThat(page.locator("#beside tbody tr")).hasCount(2);
  }

  @Test
  void addressOfSeveralCountries_mayRepeatY() {
    visit("?y=health:DEU:cases&y=health:ITA:cases&lag=14");

    assertThat(page.locator("#beside tbody tr")).hasCount(2);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Italy\u2019s weekly"))
        .click();
    assertThat(page.locator("#answer-sentence")).containsText("Italy");
    assertThat(page).hasURL(Pattern.compile("y=health:ITA:cases,health:DEU:cases"));
  }

  @Test
  void drawingAcrossTheDays_choosesThem() {
    visit("");
    BoundingBox box = page.locator("#pair-chart").boundingBox();
    page.mouse().move(box.x + box.width * 0.2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.6, box.y + box.height / 2);
    assertThat(page.locator("#pair-chart .brush")).isVisible();
    page.mouse().up();

    // From 18 Feb to 14 Dec, less what the labels of the axes take.
    assertThat(page).hasURL(Pattern.compile("from=2020-0[345]-\\d\\d&to=2020-0[6789]-\\d\\d"));
    assertThat(page.locator("input[name=range][value=dates]")).isChecked();
    assertThat(page.locator("#from")).hasValue(Pattern.compile("2020-0[345]-\\d\\d"));
    assertThat(page.locator("#pair-chart .brush")).hasCount(0);

    page.goBack();
    assertThat(page.locator("input[name=range][value='0']")).isChecked();
  }

  @Test
  void firstWave_isAPreset_andAllDaysComeBack() {
    visit("");
    page.getByLabel("First wave").check();
    assertThat(page.locator("#answer-sentence")).containsText("From 2 Mar 2020 to 30 Jun 2020");
    assertThat(page).hasURL(Pattern.compile("from=2020-03-01&to=2020-06-30"));

    page.getByText("Show all days").click();
    assertThat(page.locator("#answer-sentence")).containsText("to 14 Dec 2020");
    assertThat(page.getByText("Show all days")).isHidden();
  }

  @Test
  void daysWithoutAnyValue_areSaid_andDrawnEmpty() {
    visit("?from=2015-01-01&to=2015-03-01");

    assertThat(page.locator("#answer-sentence"))
        .hasText(
            "There are no matching days from 1 Jan 2015 to 1 Mar 2015 of DAX daily returns and"
                + " Germany\u2019s weekly case growth 14 days earlier. The market data goes from 2 Jan"
                + " 2020 to 14 Dec 2020. The epidemic data goes from 1 Jan 2020 to 14 Dec 2020.");
    assertThat(page.locator("#pair-chart"))
        .hasAttribute("aria-label", Pattern.compile("1 Jan 2015 to 1 Mar 2015\\. No day here has"));
    assertThat(page.getByText("Show all days")).isVisible();
    page.getByText("Table of: Day by day").click();
    assertThat(page.locator("#pair table tbody tr")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void measuresOfOneCountry_areToldApart() {
    visit("?y=health:DEU:cases,health:DEU:deaths&lag=14");

    assertThat(page.locator("#beside tbody th"))
        .hasText(
            new String[] {
              "Germany\u2019s weekly case growth", "Germany\u2019s weekly death growth"
            });
    for (String legend : new String[] {"#profile-legend", "#rolling-legend"}) {
      assertThat(page.locator(legend)).containsText("Germany\u2019s cases");
      assertThat(page.locator(legend)).containsText("Germany\u2019s deaths");
    }
    assertThat(page.locator("#compare li")).containsText("Germany\u2019s deaths");
    page.getByText("Table of: At every lag").click();
    assertThat(page.locator("#profile thead")).containsText("r, Germany\u2019s deaths");
    page.getByText("Table of: Rolling correlation").click();
    assertThat(page.locator("#rolling thead")).containsText("r, Germany\u2019s deaths");
  }

  @Test
  void seriesOfTwoSources_areToldApart() {
    visit("");
    assertThat(
            page.evaluate(
                "import('/js/words.js').then(w =>"
                    + " w.seriesPhrase('health:DEU:cases@jhu', 'growth7', 'Germany'))"))
        .isEqualTo("Germany\u2019s weekly case growth (jhu)");
  }

  @Test
  void lagFarOff_isInTheProfile_andOnTheSlider() {
    page.navigate(platform.url() + "?lag=75");
    page.getByText("Table of: At every lag").click();

    Locator rows = page.locator("#profile table tbody tr");
    assertThat(rows).hasCount(241);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("chosen")))
        .containsText(Pattern.compile("^75"));
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("best"))).hasCount(1);
    assertThat(page.locator("#lag-slider")).hasValue("75");
    page.locator("#to-best").click();
    assertThat(page).hasURL(Pattern.compile("lag=-?\\d+"));
  }

  @Test
  void sliderThatIsDragged_goesWithThePointer_howeverFar() {
    page.navigate(platform.url() + "?lag=75");
    Locator slider = page.locator("#lag-slider");
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    slider.scrollIntoViewIfNeeded();
    // The answers are not what this is about; those that never come leave the page as it is.
    page.route("**/api/v1/correlation**", route -> {});
    BoundingBox box = slider.boundingBox();
    double middle = box.x + box.width / 2;
    double perDay = (box.width - THUMB) / (2 * 120);
    double y = box.y + box.height / 2;
    page.mouse().move(middle + 75 * perDay, y);
    page.mouse().down();

    for (int lag = 75; lag >= -90; lag -= 5) {
      assertDraggedTo(lag, middle + lag * perDay, y);
    }
    for (int lag = -90; lag <= 90; lag += 5) {
      assertDraggedTo(lag, middle + lag * perDay, y);
    }
    assertDraggedTo(20, middle + 20 * perDay, y);
    page.mouse().up();
    assertThat(slider).hasAttribute("max", "120");
    slider.blur();
    assertThat(slider).hasAttribute("max", "60");
    assertThat(slider).hasValue(page.locator("#lag").inputValue());
  }

  /** Moves the pointer there, which is to mean that lag, give or take a few pixels of the thumb. */
  private void assertDraggedTo(int lag, double x, double y) {
    page.mouse().move(x, y);
    assertThat(Double.parseDouble(page.locator("#lag").inputValue()))
        .as("the lag dragged to")
        .isCloseTo(lag, within(2.5));
  }

  @Test
  void unusualNumberOfLastDays_hasItsOwnButton() {
    page.navigate(platform.url() + "?window=45");
    assertThat(page.getByLabel("Last 45")).isChecked();
    page.getByLabel("First wave").check();
    assertThat(page.locator("#answer-sentence")).containsText("to 30 Jun 2020");
    assertThat(page.getByLabel("Last 45")).hasCount(0);
    page.goBack();
    assertThat(page.getByLabel("Last 45")).isChecked();

    for (String other : new String[] {"pairs.html?window=45", "data.html?window=45"}) {
      page.navigate(platform.url() + other);
      assertThat(page.getByLabel("Last 45")).isChecked();
      page.getByLabel("Last 90").check();
      assertThat(page.getByLabel("Last 45")).hasCount(0);
      assertThat(page).hasURL(Pattern.compile("window=90"));
    }
  }

  @Test
  void listOfOtherTransforms_isTheNearestThatTheStatusNames() {
    platform.answer(
        StandIn.STATUS,
        platform
            .answerTo(StandIn.STATUS)
            .replaceFirst(
                "\"families\":\\[[^]]*]",
                "\"families\":[{\"xTransform\":\"level\",\"yTransform\":\"avg7\",\"window\":null}]"));
    visit("");

    assertThat(page.locator("#top-table tbody tr")).hasCount(10);
    assertThat(page.locator("#top-legend")).containsText("As it is \u00d7 7-day average");
    assertThat(complaints).noneMatch(said -> said.contains("404"));
  }

  @Test
  void rollingWindow_isChosenAndInTheAddress() {
    visit("");
    Locator rows = page.locator("#rolling table tbody tr");
    page.getByText("Table of: Rolling correlation").click();
    assertThat(rows.first()).containsText("17 May 2020");
    page.locator("#rolling-days").selectOption("30");

    assertThat(page).hasURL(Pattern.compile("days=30"));
    assertThat(rows.first()).containsText("18 Mar 2020");
  }

  @Test
  void scatter_hasADotAndATableRowForEachDay() {
    visit("");
    page.getByText("Table of: Day against day").click();

    assertThat(page.locator("#scatter table tbody tr")).hasCount(201);
    assertThat(page.locator("#scatter table tbody tr").first()).containsText("4 Feb 2020");
    assertThat(page.locator("#scatter-chart"))
        .hasAttribute("aria-label", Pattern.compile("201 days, r.=.0\\.08"));
  }

  @Test
  void csv_isTheApisAnswer() {
    visit("");
    platform.answer(
        "/api/v1/correlation/scatter?format=csv&lag=14&x=market:DAX:close&xTransform=return"
            + "&y=health:DEU:cases&yTransform=growth7",
        "xDay,yDay,x,y");
    page.getByText("Download of: Day against day").click();
    Download file = page.waitForDownload(() -> page.getByText("Points, as shown").click());

    assertThat(file.suggestedFilename())
        .isEqualTo(
            "lambdax-dax-daily-returns-against-germany-s-weekly-case-growth-points-as-shown.csv");
    assertThat(file.path()).hasContent("xDay,yDay,x,y");
  }

  @Test
  void page_hasNothingThatAxeObjectsTo() {
    visit("?y=health:DEU:cases,health:ITA:cases&lag=14");
    page.getByText("Table of: At every lag").click();
    page.getByText("Download of: Day by day").click();

    assertThat(Axe.violations(page)).isEmpty();
  }

  private void visit(String query) {
    page.navigate(platform.url() + query);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
    assertThat(page.locator("#pair-chart canvas")).isVisible();
  }
}
