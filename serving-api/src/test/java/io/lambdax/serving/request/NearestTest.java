package io.lambdax.serving.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void to_ordersByEditsCaseAside_thenAsGiven() {
    assertThat(Nearest.to("XTRANSFORMS", List.of("lag", "yTransform", "xTransform"), 2))
        .containsExactly("xTransform", "yTransform");
    assertThat(Nearest.to("", List.of("bb", "aa", "c"), 9)).containsExactly("c", "bb", "aa");
  }

  @Test
  void swappedLetters_areOneEdit() {
    assertThat(Nearest.to("DUE", List.of("CUB", "DEU"), 2)).containsExactly("DEU", "CUB");
  }

  @Test
  void within_isSilentWhereNothingIsNear() {
    List<String> names = List.of("from", "to", "minLag", "xTransform");
    assertThat(Nearest.within("frmo", names)).contains("from");
    assertThat(Nearest.within("lag", names)).contains("minLag");
    assertThat(Nearest.within("asOf", names)).isEmpty();
    assertThat(Nearest.within("x", names)).isEmpty();
  }
}
