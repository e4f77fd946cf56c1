package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a finger does where a mouse would hover or drag. */
class TouchIT extends OpenPage {
  @Override
  Browser.NewContextOptions looks() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setHasTouch(true)
        .setIsMobile(true)
        .setLocale("en-GB");
  }

  @Test
  void drawingAcrossTheDays_choosesThem() {
    page.navigate(platform.url());
    assertThat(page.locator("#pair-chart canvas")).isVisible();
    page.locator("#pair-chart").scrollIntoViewIfNeeded();
    BoundingBox box = page.locator("#pair-chart").boundingBox();
    CDPSession finger = page.context().newCDPSession(page);
    double y = box.y + box.height / 2;
    touch(finger, "touchStart", box.x + box.width * 0.3, y);
    for (double part : new double[] {0.4, 0.5, 0.6, 0.7}) {
      touch(finger, "touchMove", box.x + box.width * part, y);
    }
    assertThat(page.locator("#pair-chart .brush")).isVisible();
    lift(finger);

    assertThat(page).hasURL(Pattern.compile("from=2020-\\d\\d-\\d\\d&to=2020-\\d\\d-\\d\\d"));
  }

  @Test
  void firstTouchOfACell_showsItsFigures_theSecondFollowsIt() {
    page.navigate(platform.url() + "pairs.html");
    Locator cell = page.locator("#heat a").first();
    cell.tap();
    assertThat(page.locator(".heat-tip")).isVisible();
    assertThat(page).hasURL(Pattern.compile("pairs\\.html"));

    cell.tap();
    assertThat(page).not().hasURL(Pattern.compile("pairs\\.html"));
  }

  private static void touch(CDPSession finger, String type, double x, double y) {
    JsonObject point = new JsonObject();
    point.addProperty("x", x);
    point.addProperty("y", y);
    JsonArray points = new JsonArray();
    points.add(point);
    send(finger, type, points);
  }

  private static void lift(CDPSession finger) {
    send(finger, "touchEnd", new JsonArray());
  }

  private static void send(CDPSession finger, String type, JsonArray points) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    finger.send("Input.dispatchTouchEvent", event);
  }
}
