package io.lambdax.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lambdax.testing.Chromium;
import io.lambdax.testing.Complaints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser for all tests of a class, a blank page and a platform's stand-in for each. */
abstract class OpenPage {
  private static Chromium chromium;

  private BrowserContext context;
  StandIn platform;
  Page page;

  /** What the browser's console has complained of. */
  final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** How the page is looked at. */
  Browser.NewContextOptions looks() {
    return new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB");
  }

  @BeforeEach
  void openPage() throws IOException {
    platform = new StandIn();
    context = chromium.browser().newContext(looks());
    page = context.newPage();
    Complaints.of(page, complaints);
  }

  @AfterEach
  void closePage() {
    context.close();
    platform.close();
  }
}
