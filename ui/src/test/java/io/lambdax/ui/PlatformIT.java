package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on the platform: how its parts are, as far as the API knows. */
class PlatformIT extends OpenPage {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static final String WELL =
      """
      {"lakeId":"e29e9094-123c-4998-b594-afa0d9b3279a","view":{"id":1,\
      "lakeId":"e29e9094-123c-4998-b594-afa0d9b3279a","version":7,"snapshotId":"1627832853730657995",\
      "createdAt":"2026-11-21T20:33:49.073745Z","pinned":false},"version":7,\
      "newest":{"market":"2020-12-14","health":"2020-12-13"},"gap":null,\
      "run":{"id":1,"lakeId":"e29e9094-123c-4998-b594-afa0d9b3279a","version":7,"attempt":1,\
      "state":"SUCCEEDED","launchedAt":"2026-11-21T20:33:20.144158Z",\
      "heartbeatAt":"2026-11-21T20:33:57.706772Z","finishedAt":"2026-11-21T20:33:59.470973Z",\
      "message":null},"sources":[{"name":"first-wave","outcome":"unchanged",\
      "attemptedAt":"2026-11-21T20:34:05.866613Z","lastSuccessAt":"2026-11-21T20:34:05.720966Z",\
      "lastChangeAt":"2026-11-21T20:33:18.360912Z","stale":false,"held":null,"rows":349,\
      "rejected":0,"message":null}],"realtime":{"version":7,"since":1,"newerCount":0,\
      "summariesVersion":7,"lag":0,"heartbeatAt":"2026-11-21T20:34:12.849088Z",\
      "heartbeatAgeSeconds":0.367,"gap":null},"cache":{"state":"on"}}""";

  @BeforeEach
  void isWell() {
    platform.answer(StandIn.STATUS, WELL);
    platform.answer(
        StandIn.READY,
        "{\"ready\":true,\"checks\":{\"mysql\":\"ok\",\"view\":\"ok\",\"memcached\":\"ok\"}}");
  }

  @Test
  void parts_areAsTheApiKnowsThem_andWhatItDoesNotKnowIsSaid() {
    page.navigate(platform.url() + "platform.html");

    assertThat(page.locator("#headline"))
        .hasText(
            Pattern.compile(
                "Every answer holds all facts up to version 7; the newest of them.*2026.*"));
    assertThat(page.locator("#facts")).containsText("Seconds behindat most 1");
    assertThat(page.locator("#freshness-line")).containsText("last import");
    part("Sources", "good", "1 of 1 well");
    part("Importer", "good", "tried a source");
    part("Lake", "unseen", "was there for the last batch");
    part("Kafka", "unseen", "has brought what is here");
    part("Controller", "unseen", "launched a batch");
    part("Spark job", "good", "made version 7");
    part("Speed layer", "good", "heard of within the second");
    part("MySQL", "good", "answers the API");
    part("Serving API", "good", "facts to version 7");
    part("Memcached", "good", "keeps answers");
    part("This page", "good", "is told of changes at once");
    assertThat(page.locator("#todo-card")).isHidden();
  }

  @Test
  void troubles_areListedWithWhatToDo() {
    platform.answer(
        StandIn.STATUS,
        WELL.replace(
                "\"stale\":false,\"held\":null",
                "\"stale\":true,\"held\":{\"importId\":\"first-wave-1\"}")
            .replace(
                "\"gap\":null,\"run\"",
                "\"gap\":{\"firstMissing\":5,\"versions\":2,"
                    + "\"remedy\":\"importer republish --from-version 5\"},\"run\"")
            .replace("\"SUCCEEDED\"", "\"FAILED\"")
            .replace("\"message\":null},\"sources\"", "\"message\":\"no space left\"},\"sources\"")
            .replace("{\"state\":\"on\"}", "{\"state\":\"down\"}")
            .replace("\"heartbeatAgeSeconds\":0.367", "\"heartbeatAgeSeconds\":75.2"));
    page.navigate(platform.url() + "platform.html");

    Locator todo = page.locator("#todo");
    assertThat(todo).containsText("importer accept first-wave-1");
    assertThat(todo).containsText("importer republish --from-version 5");
    assertThat(todo).containsText("no space left");
    assertThat(todo).containsText("The cache does not answer");
    part("Sources", "warn", "first-wave: held");
    part("Kafka", "warn", "2 versions are missing");
    part("Spark job", "bad", "failed at version 7");
    part("Speed layer", "warn", "heard of 75 s ago");
    part("Memcached", "warn", "does not answer");
  }

  @Test
  void news_areToldAndDrawnByThemselves() throws IOException {
    page.navigate(platform.url() + "platform.html");
    part("This page", "good", "is told of changes at once");
    platform.answer(
        StandIn.STATUS,
        WELL.replace("\"version\":7,\"newest\"", "\"version\":8,\"newest\"")
            .replace("\"pinned\":false},\"version\":7", "\"pinned\":false},\"version\":8")
            .replace("\"state\":\"SUCCEEDED\"", "\"state\":\"RUNNING\""));
    platform.change("{\"view\":null,\"version\":8,\"summariesVersion\":8,\"series\":\"many\"}");

    assertThat(page.locator("#headline")).containsText("up to version 8");
    assertThat(page.locator("#happened")).containsText("Answers hold the facts up to version 8.");
    part("Spark job", "busy", "at work on version 7");
  }

  @Test
  void runThatIsSilent_isNotSaidToBeAtWork() {
    platform.answer(
        StandIn.STATUS,
        WELL.replace("\"SUCCEEDED\"", "\"RUNNING\"")
            .replace(
                "\"heartbeatAt\":\"2026-11-21T20:33:57", "\"heartbeatAt\":\"2026-11-21T20:30:57"));
    page.navigate(platform.url() + "platform.html");

    part("Spark job", "warn", "not heard of since 21 Nov 2026");
  }

  @Test
  void factsThatAnswersLack_areSaid() {
    platform.answer(
        StandIn.STATUS,
        WELL.replace(
            "\"run\":{\"id\":1,\"lakeId\":\"e29e9094-123c-4998-b594-afa0d9b3279a\",\"version\":7",
            "\"run\":{\"id\":1,\"lakeId\":\"e29e9094-123c-4998-b594-afa0d9b3279a\",\"version\":9"));
    page.navigate(platform.url() + "platform.html");

    assertThat(page.locator("#facts")).containsText("Seconds behind2 versions");
  }

  @Test
  void apiThatGoesAway_isSaid_andComesBackByItself() throws IOException {
    page.navigate(platform.url() + "platform.html");
    part("Serving API", "good", "answers");
    platform.goAway();
    assertThat(page.locator("#happened")).containsText("The API does not answer.", PATIENT);
    part("Serving API", "bad", "does not answer");
    part("Memcached", "unseen", "not seen from here now; last: keeps answers");
    part("Speed layer", "unseen", "last: heard of within the second");

    platform.comeBack();
    assertThat(page.locator("#happened")).containsText("The API answers again.", PATIENT);
    part("Serving API", "good", "answers");
  }

  @Test
  void beforeTheFirstResults_thePartsAreThereAllTheSame() {
    platform.answer(
        StandIn.STATUS,
        "{\"lakeId\":null,\"view\":null,\"version\":null,\"newest\":null,\"gap\":null,\"run\":null,"
            + "\"sources\":[],\"realtime\":null,\"cache\":{\"state\":\"off\"}}");
    page.navigate(platform.url() + "platform.html");

    assertThat(page.locator("#headline")).containsText("Nothing has been worked out yet");
    part("Importer", "unseen", "has not been heard of");
    part("Memcached", "unseen", "not used here");
  }

  private void part(String name, String health, String says) {
    Locator part =
        page.locator(".part")
            .filter(
                new Locator.FilterOptions()
                    .setHas(
                        page.locator("h3")
                            .filter(
                                new Locator.FilterOptions()
                                    .setHasText(Pattern.compile("^" + name + "$")))));
    assertThat(part).hasClass("part " + health);
    assertThat(part).containsText(says);
  }
}
