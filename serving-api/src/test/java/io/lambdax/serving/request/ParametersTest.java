package io.lambdax.serving.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a well-behaved client cannot send; the rest is asked of the running server. */
class ParametersTest {
  @Test
  void valueThatCannotBeDecoded_isRefusedByName() {
    // Javalin hands over lag=%zz as a name without values.
    assertThatThrownBy(() -> new Parameters(Map.of("lag", List.of()), List.of("lag")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'lag'")
        .hasMessageContaining("percent-encoded");
  }

  @Test
  void endlessName_isCutAndNotCompared() {
    String name = "x".repeat(100_000);
    assertThatThrownBy(() -> new Parameters(Map.of(name, List.of("1")), List.of("lag", "method")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("xxx…")
        .hasMessageContaining("one of lag, method");
  }
}
