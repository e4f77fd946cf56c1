package io.lambdax.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects that came out. */
record Rendered(List<JsonNode> objects) {

  /** What runs: the template of its pods, and what makes them. */
  record Workload(JsonNode owner, JsonNode template) {
    String name() {
      return id(owner);
    }

    JsonNode pod() {
      return template.path("spec");
    }

    List<JsonNode> containers() {
      return Stream.of("initContainers", "containers")
          .flatMap(which -> stream(pod().path(which)))
          .toList();
    }

    String component() {
      return template.at("/metadata/labels").path("app.kubernetes.io/component").asText();
    }

    /** The labels of each pod; a StatefulSet tells its pods apart. */
    List<JsonNode> podLabels() {
      JsonNode labels = template.at("/metadata/labels");
      if (!owner.path("kind").asText().equals("StatefulSet")) {
        return List.of(labels);
      }
      return IntStream.range(0, owner.at("/spec/replicas").asInt())
          .<JsonNode>mapToObj(
              i ->
                  ((ObjectNode) labels.deepCopy())
                      .put(
                          "statefulset.kubernetes.io/pod-name",
                          owner.at("/metadata/name").asText() + "-" + i))
          .toList();
    }

    /** Its volumes with the files in them; none where the volume is there to be written. */
    Map<String, Set<String>> volumes(Rendered all) {
      Map<String, Set<String>> volumes = new HashMap<>();
      for (JsonNode volume : pod().path("volumes")) {
        volumes.put(volume.path("name").asText(), all.files(volume));
      }
      for (JsonNode claim : owner.at("/spec/volumeClaimTemplates")) {
        volumes.put(claim.at("/metadata/name").asText(), Set.of());
      }
      return volumes;
    }
  }

  Rendered {
    objects = List.copyOf(objects);
  }

  /** Kind and name. */
  static String id(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  List<JsonNode> of(String kind) {
    return objects.stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
  }

  JsonNode one(String kind, String name) {
    List<JsonNode> found =
        of(kind).stream().filter(o -> o.at("/metadata/name").asText().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects " + kind + " " + name);
    }
    return found.get(0);
  }

  List<Workload> workloads() {
    List<Workload> all = new ArrayList<>();
    for (JsonNode object : objects) {
      switch (object.path("kind").asText()) {
        case "Deployment", "StatefulSet", "Job" ->
            all.add(new Workload(object, object.at("/spec/template")));
        case "CronJob" ->
            all.add(new Workload(object, object.at("/spec/jobTemplate/spec/template")));
        default -> {}
      }
    }
    return all;
  }

  Workload workload(String component) {
    return workloads().stream()
        .filter(w -> w.component().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no pods of component " + component));
  }

  /** The variables of a container, those of its ConfigMaps included; secret ones are empty. */
  Map<String, String> environment(JsonNode container) {
    Map<String, String> all = new TreeMap<>();
    stream(container.path("envFrom"))
        .map(from -> one("ConfigMap", from.at("/configMapRef/name").asText()).path("data"))
        .flatMap(data -> data.properties().stream())
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
    stream(container.path("env"))
        .forEach(env -> all.put(env.path("name").asText(), env.path("value").asText()));
    return all;
  }

  /** The keys of a Secret: of the chart, of Strimzi's making, or one made by hand. */
  Set<String> secretKeys(String name) {
    if (name.equals("api-keys")) {
      return Set.of("keys", "metrics");
    }
    if (name.equals("made-by-hand")) {
      return keys(Chart.render(Variant.DEFAULT).one("Secret", "lambdax-mysql"));
    }
    if (of("KafkaUser").stream().anyMatch(u -> u.at("/metadata/name").asText().equals(name))) {
      return Set.of("password", "sasl.jaas.config");
    }
    if (of("Kafka").stream()
        .anyMatch(k -> name.equals(k.at("/metadata/name").asText() + "-cluster-ca-cert"))) {
      return Set.of("ca.crt", "ca.p12", "ca.password");
    }
    return keys(one("Secret", name));
  }

  private Set<String> files(JsonNode volume) {
    if (volume.has("configMap")) {
      return keys(one("ConfigMap", volume.at("/configMap/name").asText()));
    }
    if (volume.has("secret")) {
      Set<String> keys = secretKeys(volume.at("/secret/secretName").asText());
      Set<String> files = new TreeSet<>();
      for (JsonNode item : volume.at("/secret/items")) {
        if (!keys.contains(item.path("key").asText())) {
          throw new AssertionError(volume + " has only " + keys);
        }
        files.add(item.path("path").asText());
      }
      return files;
    }
    return Set.of();
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.path("data").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
