package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void signalsCoalesceToTheNewestVersion() {
    Target target = new Target("lake", 3, 10).then("lake", 4, 12).then("lake", 2, 14);
    assertThat(target).isEqualTo(new Target("lake", 4, 14));
  }

  @Test
  void aRebuiltLakeStartsAfresh() {
    assertThat(new Target("lake", 9, 10).then("rebuilt", 1, 12))
        .isEqualTo(new Target("rebuilt", 1, 12));
  }
}
