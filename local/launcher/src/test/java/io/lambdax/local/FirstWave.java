package io.lambdax.local;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The bundled sample read in a few lines of its own, and the answer that follows from it. */
final class FirstWave {
  private final List<String> lines;

  FirstWave(Path root) throws IOException {
    lines = Files.readAllLines(root.resolve("importer/src/main/resources/first-wave.csv"));
  }

  /** The DAX's daily return against the growth of that country's cases, 14 days earlier. */
  Answer answer(String country) {
    return new Pairing(
            column("DAX_close"),
            column(country + "_cases"),
            Transform.RETURN,
            Transform.GROWTH7,
            Range.all())
        .answer(14, Method.PEARSON);
  }

  private Series column(String name) {
    int at = List.of(lines.get(0).split(",", -1)).indexOf(name);
    TreeMap<LocalDate, Double> values = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (!cells[at].isEmpty()) {
        values.put(LocalDate.parse(cells[0]), Double.valueOf(cells[at]));
      }
    }
    return Series.of(values);
  }
}
