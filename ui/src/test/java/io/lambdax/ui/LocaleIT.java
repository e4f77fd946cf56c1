package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;

/** Numbers and days as a reader in Germany writes them. */
class LocaleIT extends OpenPage {
  @Override
  Browser.NewContextOptions looks() {
    return new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("de-DE");
  }

  @Test
  void figuresAndDays_areInTheReadersLocale() {
    page.navigate(platform.url());

    assertThat(page.locator("#answer-sentence")).containsText("From 18.02.2020 to 14.12.2020");
    assertThat(page.locator("#answer-sentence")).containsText("r\u00a0=\u00a00,08");
    assertThat(page.locator("#figures dd").first()).hasText("0,08");
    page.getByText("Table of: At every lag").click();
    assertThat(page.locator("#profile table tbody tr").first()).containsText("\u221260");
  }
}
