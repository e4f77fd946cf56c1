package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @Test
  void taken_isRefused_untilClosed(@TempDir Path dir) {
    try (DirectoryLock first = DirectoryLock.tryTake(dir).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(DirectoryLock.tryTake(dir)).isEmpty();
    }
    DirectoryLock.tryTake(dir).orElseThrow().close();
  }
}
