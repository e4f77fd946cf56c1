package io.lambdax.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** How a reader has a page before them. */
enum Look {
  DESKTOP_LIGHT(1440, 900, ColorScheme.LIGHT),
  DESKTOP_DARK(1440, 900, ColorScheme.DARK),
  PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
  PHONE_DARK(390, 844, ColorScheme.DARK);

  private final int width;
  private final int height;
  private final ColorScheme scheme;

  Look(int width, int height, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }

  int width() {
    return width;
  }

  boolean phone() {
    return width < 500;
  }

  /** For a new context of the browser, in British English; a phone has no mouse, but a finger. */
  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setHasTouch(phone())
        .setIsMobile(phone())
        .setColorScheme(scheme)
        .setLocale("en-GB")
        .setReducedMotion(ReducedMotion.REDUCE)
        .setPermissions(List.of("clipboard-read", "clipboard-write"));
  }
}
