package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.lambdax.importer.format.ParsedFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private final GateConfig config = GateConfig.from(ConfigFactory.defaultReference());
  private final Gate gate = new Gate(config);

  @Test
  void defaults_areThoseOfTheDesign() {
    assertThat(config).isEqualTo(new GateConfig(0.05, 0.95, 0.20));
  }

  @Test
  void share_outsideZeroToOne_isRefusedByName() {
    assertThatThrownBy(() -> new GateConfig(1.5, 0.95, 0.2))
        .hasMessageContaining("max-rewritten = 1.5");
  }

  @Test
  void fullFile_underTheShareOfRows_isHeld() {
    assertThat(gate.holds(file(949, true), true, 1000)).isPresent();
    assertThat(gate.holds(file(950, true), true, 1000)).isEmpty();
  }

  @Test
  void fullFile_cutInMidLine_isHeld() {
    assertThat(gate.holds(file(1000, false), true, 1000).orElseThrow()).contains("complete line");
  }

  @Test
  void partOfAHistory_cutInMidLine_isHeld_asItsLastValueMayBeCutToo() {
    assertThat(gate.holds(file(1, false), false, 0).orElseThrow()).contains("complete line");
  }

  @Test
  void partOfAHistory_mayHaveAnyNumberOfRows() {
    assertThat(gate.holds(file(1, true), false, 1000)).isEmpty();
  }

  private static ParsedFile file(long rows, boolean complete) {
    return new ParsedFile(List.of(), List.of(), rows, complete);
  }
}
