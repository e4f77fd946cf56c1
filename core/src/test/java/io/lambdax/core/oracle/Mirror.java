package io.lambdax.core.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.testing.MirroredFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The mirrored files and the oracle's frozen answers, read with none of the importer, so that the
 * mathematics is tested on its own.
 */
final class Mirror {
  private final Path data;

  private Mirror(Path data) {
    this.data = data;
  }

  static Mirror openOrSkip() {
    return new Mirror(MirroredFiles.dataOrSkip());
  }

  List<JsonNode> answers(String file) {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> out = new ArrayList<>();
    for (String line : MirroredFiles.text(data.resolve("reference").resolve(file)).split("\n")) {
      try {
        out.add(json.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out;
  }

  Map<SeriesId, Series> market() {
    return byId(MirroredFiles.closes(data));
  }

  Map<SeriesId, Series> health(String file) {
    return byId(MirroredFiles.ecdc(data.resolve("mirror").resolve(file)));
  }

  private static Map<SeriesId, Series> byId(Map<String, SortedMap<LocalDate, Double>> byName) {
    Map<SeriesId, Series> out = new HashMap<>();
    byName.forEach((name, values) -> out.put(SeriesId.parse(name), Series.of(values)));
    return out;
  }
}
