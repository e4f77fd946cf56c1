package io.lambdax.serving.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a well-behaved client cannot send; the rest is asked of the running server. */
class ParametersTest {
  private static final Parameter<Integer> LAG =
      Parameter.of("lag", Form.integer(-1, 1, 0), "A number.");
  private static final Parameter<?> METHOD = Parameter.of("method", Form.method(), "A word.");
  private static final List<Parameter<?>> KNOWN = List.of(LAG, METHOD);

  @Test
  void valueThatCannotBeDecoded_isRefusedByName() {
    // Javalin hands over lag=%zz as a name without values.
    assertThatThrownBy(() -> Parameters.of(Map.of("lag", List.of()), KNOWN))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'lag'")
        .hasMessageContaining("percent-encoded");
  }

  @Test
  void parameterThatTheAddressDoesNotList_cannotBeRead() {
    Parameters parameters = Parameters.of(Map.of(), List.of(METHOD));
    assertThatThrownBy(() -> LAG.find(parameters))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("parameter 'lag' is read, and this address knows only [method]");
  }

  @Test
  void whatNobodyReads_isTold() {
    Parameters parameters = Parameters.of(Map.of(), KNOWN);
    assertThat(LAG.find(parameters)).isEmpty();
    assertThat(parameters.unread()).containsExactly("method");
  }

  @Test
  void standardThatTheFormRefuses_isNone() {
    assertThatThrownBy(() -> LAG.or(2)).hasMessageContaining("from -1 to 1");
  }

  @Test
  void endlessName_isCutAndNotCompared() {
    String name = "x".repeat(100_000);
    assertThatThrownBy(() -> Parameters.of(Map.of(name, List.of("1")), KNOWN))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("xxx…")
        .hasMessageContaining("one of lag, method");
  }
}
