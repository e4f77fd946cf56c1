package io.lambdax.importer.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
  private static final String ALL =
      """
      sources {
        a-wide { location = "w.csv", format = wide, date = day, delimiter = ";"
          series { "ACME" = "market:ACME:close", "{entity}_tests" = "health:{entity}:tests" } }
        b-long { location = "l.csv", format = long, kind = health, date = 1, entity = 2, full = false
          headerLines = 0, dateFormat = "d.M.yyyy", measures { beds = 3, icu = 4 }, suffix = "x" }
        c-prices { location = "p-*.csv", format = ohlcv, finalNewline = optional, suffix = "y" }
        d-ecdc { location = "e.csv", format = ecdc }
        e-owid { location = "o.csv", format = owid, suffix = "owid" }
        f-jhu { location = "j.csv", format = jhu, measure = deaths, suffix = "jhu" }
      }
      """;

  @TempDir private Path dir;

  /** A change here makes every file of every source be read again once. */
  @Test
  void text_isPinned() throws Exception {
    assertThat(Reading.of(declared().get(0)).toJson())
        .hasToString(
            "{\"layout\":{\"type\":\"WideTable\",\"date\":{\"type\":\"Named\",\"titles\":[\"day\"]},"
                + "\"columns\":[{\"title\":\"ACME\",\"series\":\"market:ACME:close\"},"
                + "{\"title\":\"{entity}_tests\",\"series\":\"health:{entity}:tests\"}],"
                + "\"csv\":{\"headerLines\":1,\"dateFormats\":[\"yyyy-MM-dd\"],\"delimiter\":\";\"},"
                + "\"suffix\":null},\"full\":true,\"finalNewline\":true}");
  }

  @Test
  void everyLayout_comesBackEqual_andTwiceDeclaredIsTheSame() throws Exception {
    List<Source> once = declared();
    List<Source> again = declared();
    assertThat(once).hasSize(6);
    for (int i = 0; i < once.size(); i++) {
      Reading reading = Reading.of(once.get(i));
      assertThat(
              Reading.fromJson(
                  Json.parse(reading.toJson().toString().getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(reading);
      assertThat(Fingerprint.parser(again.get(i))).isEqualTo(Fingerprint.parser(once.get(i)));
    }
    assertThat(once.stream().map(Fingerprint::parser)).doesNotHaveDuplicates();
  }

  @Test
  void typeWithoutATextOfItsOwn_isRefused() {
    assertThatThrownBy(() -> RecordJson.write(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object has no text that is the same in every JVM");
  }

  private List<Source> declared() throws Exception {
    return Sources.load(Files.writeString(dir.resolve("s.conf"), ALL));
  }
}
