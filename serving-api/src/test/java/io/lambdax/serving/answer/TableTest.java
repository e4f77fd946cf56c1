package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void csv_isAsRfc4180HasIt() {
    ObjectNode answer = Json.object();
    answer
        .putArray("rows")
        .add(Json.object().put("name", "Bonaire, \"Saba\"\nand more").put("r", -1.0E-5))
        .add(Json.object().putNull("name").put("r", 0.1 + 0.2))
        .add(Json.object().put("name", "Curaçao").set("ci", Json.object().arrayNode().add(7)));
    String csv =
        new String(Table.of("rows", "name r low=/ci/0").csv(answer), StandardCharsets.UTF_8);
    assertThat(csv.split("\r\n", -1))
        .containsExactly(
            "name,r,low",
            "\"Bonaire, \"\"Saba\"\"\nand more\",-1.0E-5,",
            ",0.30000000000000004,",
            "Curaçao,,7",
            "");
  }

  @Test
  void csv_withoutRows_isTheHeader() {
    ObjectNode answer = Json.object();
    answer.putArray("rows");
    assertThat(new String(Table.of("rows", "a b").csv(answer), StandardCharsets.UTF_8))
        .isEqualTo("a,b\r\n");
  }
}
