package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.store.view.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VersionsTest {

  private final Versions versions = new Versions();

  @Test
  void skippedVersionsAreCountedFromTheFirstMissingOne() {
    add(1, 2, 4, 7, 8);
    assertThat(versions.gap()).contains(new Gap(3, 3));
    add(3);
    assertThat(versions.gap()).contains(new Gap(5, 2));
    add(4, 5, 6, 7, 8);
    assertThat(versions.gap()).isEmpty();
  }

  @Test
  void aLakeThatBeginsAboveOneLacksWhatCameBefore() {
    add(5);
    assertThat(versions.gap()).contains(new Gap(1, 4));
  }

  @Test
  void whateverOrderAndHoweverOftenTheyCome_allOfThemAreNoGap() {
    List<Long> twice = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      LongStream.rangeClosed(1, 200).forEach(twice::add);
    }
    Collections.shuffle(twice, new Random(20201214));
    assertThat(versions.gap()).as("nothing yet").isEmpty();
    twice.forEach(versions::add);
    assertThat(versions.gap()).isEmpty();
  }

  private void add(long... signalled) {
    LongStream.of(signalled).forEach(versions::add);
  }
}
