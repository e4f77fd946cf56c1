package io.lambdax.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a schema that has one of each rule. */
class CrdSchemaTest {

  private static final String CRD =
      """
      spec:
        group: example.org
        names: {kind: Thing}
        versions:
        - name: v1
          schema:
            openAPIV3Schema:
              type: object
              required: [spec]
              properties:
                apiVersion: {type: string}
                kind: {type: string}
                metadata: {type: object}
                spec:
                  type: object
                  required: [mode]
                  properties:
                    mode: {type: string, enum: [fast, slow]}
                    count: {type: integer, format: int32, minimum: 1, maximum: 9}
                    big: {type: integer, format: int32}
                    name: {type: string, pattern: '^[a-z]+$'}
                    port: {x-kubernetes-int-or-string: true}
                    labels: {type: object, additionalProperties: {type: string}}
                    free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                    on: {type: boolean}
                    env:
                      type: array
                      x-kubernetes-list-map-keys: [name]
                      items: {type: object, properties: {name: {type: string}}}
      """;

  @TempDir Path directory;
  private CrdSchema schema;

  @BeforeEach
  void read() throws IOException {
    schema = CrdSchema.of(Files.writeString(directory.resolve("crd.yaml"), CRD), "v1");
  }

  @Test
  void aResourceThatKeepsEveryRuleHasNoProblem() {
    assertThat(
            problems(
                "{mode: fast, count: 9, name: abc, port: 1, labels: {a: b}, free: {x: {y: 1}},"
                    + " 'on': true, env: [{name: a}, {name: b}]}"))
        .isEmpty();
    assertThat(problems("{mode: slow, port: http}")).isEmpty();
  }

  @Test
  void eachBrokenRuleIsNamedWithItsPath() {
    assertThat(problems("{}")).containsExactly(".spec.mode: missing");
    assertThat(problems("{mode: quick}")).singleElement().asString().startsWith(".spec.mode: ");
    assertRefused("count: 0", ".spec.count: 0 is under 1");
    assertRefused("count: 10", ".spec.count: 10 is over 9");
    assertRefused("count: '3'", ".spec.count: \"3\" is not integer");
    assertRefused("count: 1.5", ".spec.count: 1.5 is not integer");
    assertRefused("big: 3000000000", ".spec.big: 3000000000 is no int32");
    assertRefused("name: A", ".spec.name: \"A\" does not match ^[a-z]+$");
    assertRefused("name: null", ".spec.name: null");
    assertRefused("port: [1]", ".spec.port: [1] is not integer or string");
    assertRefused("labels: {a: 1}", ".spec.labels.a: 1 is not string");
    assertRefused("'on': 'yes'", ".spec.on: \"yes\" is not boolean");
    assertRefused("env: [{name: a, vlaue: b}]", ".spec.env[0].vlaue: unknown field");
    assertRefused("env: [{name: a}, {name: a}]", ".spec.env: two items of the same key");
    assertRefused("nmae: abc", ".spec.nmae: unknown field");
  }

  @Test
  void anotherKindOrNoNameIsAProblemToo() {
    assertThat(schema.problems("{apiVersion: example.org/v2, kind: Thing, spec: {mode: fast}}"))
        .containsExactly(
            "is example.org/v2 Thing: expected example.org/v1 Thing", ".metadata.name: missing");
    assertThat(
            schema.problems(
                "{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spce: {}}"))
        .containsExactly(".spec: missing", ".spce: unknown field");
  }

  @Test
  void aVersionThatIsNotThereIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrdSchema.of(directory.resolve("crd.yaml"), "v2"))
        .withMessageContaining("defines no version v2");
  }

  private void assertRefused(String field, String problem) {
    assertThat(problems("{mode: fast, " + field + "}")).containsExactly(problem);
  }

  private List<String> problems(String spec) {
    return schema.problems(
        "{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spec: " + spec + "}");
  }
}
