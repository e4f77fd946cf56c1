package io.lambdax.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTest {

  private static final List<Family> FAMILIES =
      List.of(
          Family.of(Transform.RETURN, Transform.GROWTH7, 0),
          Family.of(Transform.LEVEL, Transform.AVG7, 90),
          Family.of(Transform.RETURN, Transform.GROWTH7, 365));

  @ParameterizedTest
  @CsvSource({
    "1, 1, 8",
    "30, 428, 8",
    "64, 64, 1",
    "65, 3, 100",
    "100, 1000, 8",
    "1000, 70, 8",
    "63, 4161, 1",
    "3, 30000, 2"
  })
  void everyPairOfEveryFamilyIsInOneBlock(int xs, int ys, int parts) {
    List<Block> blocks = Block.of(FAMILIES, xs, ys, parts);
    BitSet pairs = new BitSet();
    List<Integer> numbers = new ArrayList<>();
    boolean twice = false;
    for (Block block : blocks) {
      assertThat(block.summaries()).isBetween(1, Block.MOST);
      for (int window = 0; window < block.windows().size(); window++) {
        numbers.add(block.number() + window);
        int family = block.families().get(window);
        assertThat(block.family(window)).isEqualTo(FAMILIES.get(family));
        for (int x = block.fromX(); x < block.toX(); x++) {
          for (int y = block.fromY(); y < block.toY(); y++) {
            int pair = (family * xs + x) * ys + y;
            twice |= pairs.get(pair);
            pairs.set(pair);
          }
        }
      }
    }
    assertThat(twice).as("a pair in two blocks").isFalse();
    assertThat(pairs.cardinality()).isEqualTo(FAMILIES.size() * xs * ys);
    assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList());
  }

  @Test
  void windowsOfTheSameTransformsAreInOneBlock() {
    assertThat(Block.of(FAMILIES, 2, 3, 8))
        .extracting(Block::families)
        .containsExactly(List.of(0, 2), List.of(1));
  }

  @Test
  void blocksSuitTheCoresWhereThereIsEnoughForAll() {
    List<Family> one = FAMILIES.subList(0, 1);
    assertThat(Block.of(one, 30, 428, 3)).as("as many as asked for").hasSize(4);
    assertThat(Block.of(one, 1_000, 1_000, 8)).as("at most 65,536 summaries each").hasSize(16);
    assertThat(Block.of(one, 2, 3, 8)).hasSize(1);
  }

  @Test
  void withoutSeriesThereIsNothingToDo() {
    assertThat(Block.of(FAMILIES, 0, 5, 8)).isEmpty();
    assertThat(Block.of(FAMILIES, 5, 0, 8)).isEmpty();
    assertThat(Block.of(List.of(), 5, 5, 8)).isEmpty();
  }
}
