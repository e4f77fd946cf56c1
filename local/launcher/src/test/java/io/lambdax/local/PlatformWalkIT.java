package io.lambdax.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform's own page: what it says of the parts is what the API says. */
class PlatformWalkIT extends PageWalk {
  /** The speed layer's heart may miss some beats while a batch takes the machine. */
  private static final LocatorAssertions.HasClassOptions BEAT =
      new LocatorAssertions.HasClassOptions().setTimeout(90_000);

  @ParameterizedTest
  @EnumSource(Look.class)
  void parts_areWell(Look look) throws Exception {
    Page page = open(look, "platform.html");
    JsonNode status = api("/status");
    assertThat(page.locator("#headline"))
        .containsText("all facts up to version " + status.path("version").asText());
    assertThat(page.locator("#facts")).containsText("14 Dec 2020");
    for (String part :
        new String[] {
          "Sources",
          "Importer",
          "Spark job",
          "Speed layer",
          "MySQL",
          "Serving API",
          "Memcached",
          "This page"
        }) {
      assertThat(part(page, part)).hasClass("part good", BEAT);
    }
    for (String part : new String[] {"Lake", "Kafka", "Controller"}) {
      assertThat(part(page, part)).hasClass("part unseen");
    }
    assertThat(part(page, "Lake")).containsText(status.path("lakeId").asText().substring(0, 8));
    assertThat(page.locator("#todo-card")).isHidden();
    assertThat(page.locator("#sources tbody tr")).hasCount(status.path("sources").size());
    assertGood(page, look);
  }

  private static Locator part(Page page, String name) {
    Locator title =
        page.locator("h3")
            .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")));
    return page.locator(".part").filter(new Locator.FilterOptions().setHas(title));
  }
}
