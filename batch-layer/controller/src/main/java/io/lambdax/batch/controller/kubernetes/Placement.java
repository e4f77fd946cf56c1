package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Where the job's pods may run.
 *
 * @param nodeSelector labels that their nodes have
 * @param tolerations taints that they bear, each as in a pod
 */
record Placement(SortedMap<String, String> nodeSelector, List<Map<String, Object>> tolerations) {

  private static final Set<String> FIELDS =
      Set.of("key", "operator", "value", "effect", "tolerationSeconds");

  static Placement from(Settings settings) {
    return new Placement(settings.entries("node-selector"), tolerations(settings));
  }

  private static List<Map<String, Object>> tolerations(Settings settings) {
    String name = "tolerations";
    String expected = "a JSON list of tolerations as in a pod, with fields " + FIELDS;
    String text = settings.text(name, "(?s).*", expected);
    List<Map<String, Object>> found = new ArrayList<>();
    try {
      for (ConfigValue value : list(text)) {
        settings.demand(value instanceof ConfigObject, name, text, expected);
        Map<String, Object> toleration = ((ConfigObject) value).unwrapped();
        settings.demand(FIELDS.containsAll(toleration.keySet()), name, text, expected);
        found.add(toleration);
      }
    } catch (ConfigException e) {
      settings.demand(false, name, text, expected);
    }
    return List.copyOf(found);
  }

  private static List<ConfigValue> list(String json) {
    return ConfigFactory.parseString(
            "{\"list\":" + json + "}", ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
        .getList("list");
  }
}
