package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
