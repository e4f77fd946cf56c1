package io.lambdax.serving.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lambdax.serving.answer.Address;
import io.lambdax.serving.answer.Asks;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document and its committed copy, and that what it tells of parameters is what is read. */
class DocumentTest {
  private static final Path COPY = Path.of(System.getProperty("lambdax.root"), "docs/openapi.json");
  private static final String RENEW =
      "mvn -pl serving-api -am test -Dtest=DocumentTest -Dlambdax.openapi=renew"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void committedCopy_isTheDocument() throws IOException {
    String now =
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(Document.make())
            + "\n";
    if (System.getProperty("lambdax.openapi", "").equals("renew")) {
      Files.writeString(COPY, now);
    }
    assertThat(Files.exists(COPY) ? Files.readString(COPY) : "")
        .as(
            "docs/openapi.json, the API's contract, is not what the code does. If you mean the"
                + " change, renew it and commit it: "
                + RENEW)
        .isEqualTo(now);
  }

  @Test
  void document_isOpenApi() {
    assertThat(new OpenAPIV3Parser().readContents(Document.make().toString()).getMessages())
        .isEmpty();
  }

  static Stream<Address> addresses() {
    return Asks.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void everyDocumentedParameter_isRead(Address address) {
    Map<String, List<String>> examples =
        address.query().stream()
            .filter(Parameter::required)
            .collect(
                Collectors.toMap(
                    Parameter::name, parameter -> List.of(parameter.form().example())));
    Parameters given = Parameters.of(examples, address.query());
    String inPath = address.inPath().map(parameter -> parameter.form().example()).orElse("");
    assertThat(address.read(inPath, given)).isNotNull();
    assertThat(given.unread()).as("known at " + address.path() + ", and read by nobody").isEmpty();
  }
}
