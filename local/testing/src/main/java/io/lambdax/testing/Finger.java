package io.lambdax.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A finger on a page whose context has touch: it is put down, moved and lifted. */
public final class Finger {
  private final CDPSession browser;

  public Finger(Page page) {
    browser = page.context().newCDPSession(page);
  }

  /** Puts it down, so many pixels from the left and the top of what is seen of the page. */
  public void down(double x, double y) {
    send("touchStart", at(x, y));
  }

  public void move(double x, double y) {
    send("touchMove", at(x, y));
  }

  public void lift() {
    send("touchEnd", new JsonArray());
  }

  private static JsonArray at(double x, double y) {
    JsonObject point = new JsonObject();
    point.addProperty("x", x);
    point.addProperty("y", y);
    JsonArray points = new JsonArray();
    points.add(point);
    return points;
  }

  private void send(String type, JsonArray points) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    browser.send("Input.dispatchTouchEvent", event);
  }
}
