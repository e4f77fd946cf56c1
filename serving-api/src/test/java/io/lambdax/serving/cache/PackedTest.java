package io.lambdax.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackedTest {
  private static final int MEMCACHED = 1 << 20;

  /** Answers are objects of numbers with all their digits. */
  private static byte[] answer(int numbers) {
    return new Random(numbers)
        .doubles(numbers)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(",", "{\"r\":[", "]}"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void small_isKeptAsItIs() {
    byte[] body = answer(10);
    assertThat(Packed.pack(body)).containsSame(body);
    assertThat(Packed.unpack(body)).containsSame(body);
  }

  @Test
  void large_isKeptCompressed() {
    byte[] body = answer(80_000);
    byte[] packed = Packed.pack(body).orElseThrow();
    assertThat(body.length).isGreaterThan(MEMCACHED * 4 / 3);
    assertThat(packed.length).isLessThan(MEMCACHED);
    assertThat(Packed.unpack(packed)).hasValue(body);
  }

  @Test
  void tooLargeEvenSo_isNotKept() {
    assertThat(Packed.pack(answer(400_000))).isEmpty();
  }

  @Test
  void cutOff_isNoAnswer() {
    byte[] packed = Packed.pack(answer(80_000)).orElseThrow();
    byte[] half = java.util.Arrays.copyOf(packed, packed.length / 2);
    assertThat(Packed.unpack(half)).isEmpty();
  }
}
