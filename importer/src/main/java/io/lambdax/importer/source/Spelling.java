package io.lambdax.importer.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds keys that do not exist, and those that were meant. */
final class Spelling {
  private Spelling() {}

  /** A declaration as it was meant; what was written otherwise is noted as a problem. */
  static Config corrected(String source, Config written, Problems problems) {
    String prefix = "source '" + source + "': ";
    // The format tells which keys there are, but may itself be the key that is misspelt.
    String format =
        written.root().keySet().stream()
            .filter(key -> Keys.meant(key, Set.of("format")).isPresent())
            .max(Comparator.comparing("format"::equals))
            .map(key -> String.valueOf(written.root().get(key).unwrapped()))
            .orElse("");
    return corrected(prefix, written, Keys.of(format), problems);
  }

  private static Config corrected(
      String prefix, Config written, Set<String> keys, Problems problems) {
    Config config = written;
    for (String key : List.copyOf(written.root().keySet())) {
      if (keys.contains(key)) {
        continue;
      }
      ConfigValue value = config.root().get(key);
      Set<String> used = config.root().keySet();
      Optional<String> meant = Keys.meant(key, keys).filter(k -> !used.contains(k));
      problems.add(
          value.origin(),
          prefix
              + "unknown key "
              + key
              + meant.map(k -> ", did you mean " + k + "? It").orElse(": it")
              + " may have "
              + keys);
      config = config.withoutPath(ConfigUtil.quoteString(key));
      // Read as it was meant, so that what else is wrong is found too.
      config = meant.isPresent() ? config.withValue(meant.get(), value) : config;
    }
    return config;
  }
}
