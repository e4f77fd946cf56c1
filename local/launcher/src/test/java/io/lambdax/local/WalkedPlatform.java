package io.lambdax.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.lambdax.local.services.Directories;
import io.lambdax.testing.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One platform with the bundled sample, and one browser, for all classes that walk its pages: they
 * are started for the first and closed after the last. Without a browser the classes are skipped
 * before anything is started.
 */
final class WalkedPlatform implements BeforeAllCallback {
  private static final double PATIENCE_MILLIS = 20_000;

  private Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Running.class, unused -> Running.start(), Running.class);
  }

  /** Where its API and its pages are. */
  int port() {
    return running.port;
  }

  Browser browser() {
    return running.chromium.browser();
  }

  /** Closed by JUnit when all tests are done. */
  private static final class Running implements AutoCloseable {
    private final Chromium chromium;
    private final Path data;
    private final Launched launched;
    private final int port;

    private Running(Chromium chromium, Path data, Launched launched) {
      this.chromium = chromium;
      this.data = data;
      this.launched = launched;
      this.port = launched.port();
    }

    static Running start() {
      Chromium chromium = Chromium.start();
      // A platform that has just come up shares a small machine with the tests.
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      try {
        Path data = Files.createTempDirectory("walked");
        return new Running(
            chromium,
            data,
            Launched.start("--data-dir", data.resolve("data").toString(), "--port", "0"));
      } catch (IOException e) {
        chromium.close();
        throw new UncheckedIOException("No platform could be started to walk", e);
      }
    }

    @Override
    public void close() throws IOException {
      chromium.close();
      launched.stop();
      try {
        launched.exitCode();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Directories.delete(data);
    }
  }
}
