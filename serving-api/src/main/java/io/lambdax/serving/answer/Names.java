package io.lambdax.serving.answer;

import io.lambdax.core.series.SeriesId;

/** What people call the entity of a series. */
final class Names {
  private Names() {}

  static String of(SeriesId id) {
    return id.entity();
  }
}
