package io.lambdax.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, judged and rendered by Helm as it would be for a cluster. */
final class Chart {
  static final String RELEASE = "lambdax";
  static final String NAMESPACE = "data";
  static final YAMLMapper YAML = new YAMLMapper();

  /** What hooks' annotations have before their names in what is rendered here. */
  static final String SHOWN = "shown.";

  private static final Path BUILD = root().resolve("helm-charts/target/charts");
  private static final Map<Variant, Rendered> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** The project's directory. */
  static Path root() {
    return Path.of(System.getProperty("lambdax.root"));
  }

  static Path directory() {
    return root().resolve("helm-charts/lambdax");
  }

  /**
   * Renders a variant, once.
   *
   * @throws IllegalStateException if Helm refuses
   */
  static Rendered render(Variant variant) {
    return RENDERED.computeIfAbsent(variant, v -> render(v, RELEASE));
  }

  /** The same as a release of that name, anew. */
  static Rendered render(Variant variant, String release) {
    Cluster.INSTANCE.announce();
    TemplateCommand command =
        new Helm(copy("rendered", false))
            .template()
            .withName(release)
            .withNamespace(NAMESPACE)
            .withKubeVersion("1.31.0");
    variant.files().forEach(file -> command.withValuesFile(directory().resolve(file)));
    Path over = write(BUILD.resolve("over.yaml"), variant.values());
    return new Rendered(objects(command.withValuesFile(over).call()));
  }

  /** What {@code helm lint --strict} says of it; it takes values from values.yaml alone. */
  static LintResult lint(Variant variant) {
    Cluster.INSTANCE.announce();
    Path copy = copy("linted", true);
    write(copy.resolve("values.yaml"), values(variant).toString());
    return new Helm(copy).lint().strict().call();
  }

  /** The values of a variant. */
  static JsonNode values(Variant variant) {
    JsonNode values = read(directory().resolve("values.yaml"));
    for (String file : variant.files()) {
      merge((ObjectNode) values, read(directory().resolve(file)));
    }
    try {
      merge((ObjectNode) values, YAML.readTree(variant.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static void merge(ObjectNode values, JsonNode over) {
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      if (field.getValue().isObject() && values.path(field.getKey()).isObject()) {
        merge((ObjectNode) values.get(field.getKey()), field.getValue());
      } else {
        values.set(field.getKey(), field.getValue());
      }
    }
  }

  /** A copy; unless with hooks, they are objects like others in it: Helm lists them elsewhere. */
  private static Path copy(String name, boolean hooks) {
    Path copy = BUILD.resolve(name);
    delete(copy);
    try (Stream<Path> files = Files.walk(directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        write(
            copy.resolve(directory().relativize(file).toString()),
            hooks ? text : text.replace("helm.sh/hook", SHOWN + "helm.sh/hook"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> objects(String documents) {
    try (var parser = YAML.createParser(documents);
        var found = YAML.readValues(parser, JsonNode.class)) {
      return found.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
