package io.lambdax.local;

import com.microsoft.playwright.Browser;
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
 * before anything is started. {@link WalksLast} sees to it that no other platform runs beside it.
 */
final class WalkedPlatform implements BeforeAllCallback {
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

    private Running(Chromium chromium, Path data, Launched launched, int port) {
      this.chromium = chromium;
      this.data = data;
      this.launched = launched;
      this.port = port;
    }

    static Running start() {
      Chromium chromium = Chromium.start();
      try {
        return start(chromium);
      } catch (IOException e) {
        chromium.close();
        throw new UncheckedIOException("No platform could be started to walk", e);
      } catch (RuntimeException | Error e) {
        chromium.close();
        throw e;
      }
    }

    private static Running start(Chromium chromium) throws IOException {
      Path data = Files.createTempDirectory("walked");
      Launched launched =
          Launched.start("--data-dir", data.resolve("data").toString(), "--port", "0");
      try {
        return new Running(chromium, data, launched, launched.port());
      } catch (RuntimeException | Error e) {
        launched.close();
        Directories.delete(data);
        throw e;
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
