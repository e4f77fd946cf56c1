package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our pods' user has a name in our images, which hold src/image. Without one Java finds no name for
 * it, and Hadoop's clients do not log in, whatever HADOOP_USER_NAME says.
 */
class ImageUserTest {

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void thePodsUserAndGroup_haveNamesInTheImage(Variant variant) throws IOException {
    Map<String, String[]> users = byId("passwd");
    Map<String, String[]> groups = byId("group");
    int ours = 0;
    for (Rendered.Workload workload : Chart.render(variant).workloads()) {
      if (workload.containers().get(0).path("image").asText().contains("lambdax/")) {
        ours++;
        JsonNode security = workload.pod().path("securityContext");
        String group = security.path("runAsGroup").asText();
        assertThat(users).as(workload.name()).containsKey(security.path("runAsUser").asText());
        assertThat(users.get(security.path("runAsUser").asText())[3]).isEqualTo(group);
        assertThat(groups).as(workload.name()).containsKey(group);
      }
    }
    assertThat(ours).isPositive();
  }

  @Test
  void theImages_areBuiltWithThoseFiles_forThatUser() throws IOException {
    String pom = Files.readString(Chart.root().resolve("pom.xml"));
    assertThat(pom)
        .contains("<image.user>10001:10001</image.user>")
        .contains("<image.files>${maven.multiModuleProjectDirectory}/src/image</image.files>")
        .contains("<path><from>${image.files}</from><into>/</into></path>");
    assertThat(byId("passwd").get("10001")[0]).isEqualTo("lambdax");
  }

  private static Map<String, String[]> byId(String file) throws IOException {
    Path path = Chart.root().resolve("src/image/etc").resolve(file);
    return Files.readAllLines(path).stream()
        .map(line -> line.split(":", -1))
        .collect(Collectors.toMap(fields -> fields[2], Function.identity()));
  }
}
