package io.lambdax.testing;

import com.microsoft.playwright.Page;
import java.util.Collection;

/** What a browser complains of while a page is open. */
public final class Complaints {
  private Complaints() {}

  /** Adds every error on the page's console from now on, and every exception nobody caught. */
  public static void of(Page page, Collection<String> into) {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            into.add(message.text());
          }
        });
    page.onPageError(into::add);
  }
}
