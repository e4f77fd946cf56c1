package io.lambdax.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.chart.Rendered.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a pod of ours finds: its environment, and its files below a directory instead of {@code /}.
 *
 * @param root that directory
 * @param told changes texts on their way, such as addresses
 * @param secrets the value of a Secret's key, which is given as {@code name/key}
 */
record PodFiles(Path root, UnaryOperator<String> told, UnaryOperator<String> secrets) {

  /** Writes the files, and says what the environment is. */
  Map<String, String> of(Rendered rendered, Workload workload) throws IOException {
    JsonNode container = workload.pod().path("containers").get(0);
    for (JsonNode mount : container.path("volumeMounts")) {
      for (JsonNode volume : workload.pod().path("volumes")) {
        if (volume.path("name").equals(mount.path("name"))) {
          write(rendered, volume, Path.of(below(mount.path("mountPath").asText())));
        }
      }
    }
    Map<String, String> environment = rendered.environment(container);
    environment.replaceAll((name, value) -> below(value));
    for (JsonNode variable : container.path("env")) {
      JsonNode secret = variable.at("/valueFrom/secretKeyRef");
      if (!secret.isMissingNode()) {
        environment.put(
            variable.path("name").asText(),
            secrets.apply(secret.path("name").asText() + "/" + secret.path("key").asText()));
      }
    }
    return environment;
  }

  private void write(Rendered rendered, JsonNode volume, Path directory) throws IOException {
    if (volume.has("configMap")) {
      JsonNode map = rendered.one("ConfigMap", volume.at("/configMap/name").asText());
      for (Map.Entry<String, JsonNode> file : map.path("data").properties()) {
        write(directory.resolve(file.getKey()), below(file.getValue().asText()));
      }
    }
    for (JsonNode item : volume.at("/secret/items")) {
      write(
          directory.resolve(item.path("path").asText()),
          secrets.apply(
              volume.at("/secret/secretName").asText() + "/" + item.path("key").asText()));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String below(String text) {
    return told.apply(text.replace("/etc/lambdax", root + "/etc/lambdax"));
  }
}
