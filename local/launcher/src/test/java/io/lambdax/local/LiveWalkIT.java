package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.lambdax.testing.Axe;
import io.lambdax.testing.Chromium;
import io.lambdax.testing.Complaints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages while imports come: three publications of made-up figures, of which the second
 * withdraws a day and each later one revises another. What a reader did stays as the charts follow.
 */
class LiveWalkIT {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

  private static final String IMPORTER = "io.lambdax.importer.Main";

  private final List<String> complaints = new ArrayList<>();

  @TempDir private Path temporary;

  @Test
  void importsShowByThemselves_andThePastCanBeAskedFor() throws Exception {
    Path files = Files.createDirectory(temporary.resolve("files"));
    publish(files, "2020-04-08", 68, 2420, "2507");
    try (Chromium chromium = Chromium.start();
        Launched launched =
            Launched.start(
                "--data-dir",
                temporary.resolve("data").toString(),
                "--port",
                "0",
                "--sources",
                sources(files).toString());
        BrowserContext context =
            chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
      int port = launched.port();
      Awaitility.await("the first publication")
          .atMost(Duration.ofMinutes(2))
          .until(() -> Asking.get(port, "/api/v1/series/health:ITA:cases").statusCode() == 200);
      String root = "http://localhost:" + port + "/";
      Page data = open(context, root + "data.html?id=health:ITA:cases");
      Page platform = open(context, root + "platform.html");
      Page pairs = open(context, root + "pairs.html?show=markets&least=0");
      assertThat(data.locator("#headline")).containsText("to 8 Apr 2020");
      assertThat(platform.locator("#headline")).containsText("facts up to version");
      data.getByText("Table of: Values").click();
      pairs.getByLabel("Countries", new Page.GetByLabelOptions().setExact(true)).fill("ita");

      publish(files, "2020-04-09", 69, 2611, "");
      importNow(launched);
      assertThat(data.locator("#headline")).containsText("to 9 Apr 2020", PATIENT);
      publish(files, "2020-04-10", 70, 2650, "");
      importNow(launched);
      Locator values = data.locator("#chart-card table tbody tr");
      assertThat(data.locator("#headline")).containsText("to 10 Apr 2020", PATIENT);
      assertThat(row(values, "6 Apr 2020")).containsText("2,650");
      assertThat(data.getByText("Table of: Values")).hasAttribute("aria-expanded", "true");
      assertThat(platform.locator("#happened"))
          .containsText("Answers hold the facts up to version", PATIENT);
      assertThat(pairs.getByLabel("Countries", new Page.GetByLabelOptions().setExact(true)))
          .hasValue("ita");

      Awaitility.await("a batch of all versions")
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(
              () ->
                  assertThat(Asking.json(port, "/api/v1/status").at("/view/version").asLong())
                      .isEqualTo(Asking.json(port, "/api/v1/status").path("version").asLong()));
      data.reload();
      assertThat(data.locator("#revisions-legend")).containsText("2 days have had");
      assertThat(row(data.locator("#revisions tbody tr"), "withdrawn")).hasCount(1);
      data.locator("#as-of").fill("2020-04-08");
      assertThat(data.locator("#then")).containsText("What was known then reached to 8 Apr 2020");
      assertThat(data.locator("#then")).containsText("1 day has been withdrawn since");
      data.getByText("Table of: Values").click();
      assertThat(row(values, "6 Apr 2020")).containsText("2,420");
      assertThat(row(values, "6 Apr 2020")).containsText("2,650");
      assertThat(Axe.violations(data)).isEmpty();
    }
    assertThat(complaints).as("the browser's console").isEmpty();
  }

  /** The importer looks once an hour, and when it is started: it is, each time it ends. */
  private static void importNow(Launched launched) {
    Awaitility.await("the hourly import")
        .atMost(Duration.ofMinutes(2))
        .until(() -> launched.part(IMPORTER).isPresent());
    launched.part(IMPORTER).orElseThrow().destroyForcibly();
  }

  private static Locator row(Locator rows, String text) {
    return rows.filter(new Locator.FilterOptions().setHasText(text));
  }

  private Page open(BrowserContext context, String address) {
    Page page = context.newPage();
    Complaints.of(page, complaints);
    page.navigate(address);
    return page;
  }

  private Path sources(Path files) throws IOException {
    return Files.writeString(
        temporary.resolve("sources.conf"),
        """
        sources {
          dax { location = "%s", format = wide, date = date
            series { "DAX_close" = "market:DAX:close" } }
          made-up { location = "%s/made-*.csv", format = wide, date = day
            dateInName = "made-(\\\\d{4}-\\\\d{2}-\\\\d{2})"
            series { "{entity}_cases" = "health:{entity}:cases" } }
        }
        """
            .formatted(Launched.ROOT.resolve("importer/src/main/resources/first-wave.csv"), files));
  }

  /** Days from 1 February 2020 on; of 6 and 7 April the values are given. */
  private static void publish(Path files, String day, int days, int sixth, String seventh)
      throws IOException {
    StringBuilder lines = new StringBuilder("day,ITA_cases\n");
    for (int i = 0; i < days; i++) {
      LocalDate at = LocalDate.of(2020, 2, 1).plusDays(i);
      String cases = String.valueOf(200 + 60 * i + 13 * (i % 5));
      cases = i == 65 ? String.valueOf(sixth) : i == 66 ? seventh : cases;
      lines.append(at).append(',').append(cases).append('\n');
    }
    Files.writeString(files.resolve("made-" + day + ".csv"), lines);
  }
}
