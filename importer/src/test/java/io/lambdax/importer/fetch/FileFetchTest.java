package io.lambdax.importer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.importer.source.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFetchTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path dir;

  private FetchResult fetch(String glob, Optional<String> previous) {
    Location.LocalFiles where =
        new Location.LocalFiles(
            dir, glob, Optional.of(Pattern.compile("-(\\d{4}-\\d{2}-\\d{2})\\.")));
    return new FileFetch(1000, Clock.fixed(NOW, ZoneOffset.UTC))
        .fetch(where, previous.map(name -> new PreviousFetch(name, Map.of())));
  }

  private static List<String> names(FetchResult result) {
    return ((FetchResult.Fetched) result).files().stream().map(FetchedFile::name).toList();
  }

  @Test
  void series_comesInOrderOfPublication_fromWhereItWasLeft() throws IOException {
    for (String day : List.of("2020-04-02", "2020-03-31", "2020-04-01")) {
      Files.writeString(dir.resolve("f-" + day + ".csv"), day);
    }
    FetchResult all = fetch("f-*.csv", Optional.empty());
    assertThat(names(all))
        .containsExactly("f-2020-03-31.csv", "f-2020-04-01.csv", "f-2020-04-02.csv");
    assertThat(((FetchResult.Fetched) all).files().get(0).observedAt())
        .isEqualTo(Instant.parse("2020-03-31T00:00:00Z"));
    assertThat(names(fetch("f-*.csv", Optional.of("f-2020-03-31.csv"))))
        .containsExactly("f-2020-03-31.csv", "f-2020-04-01.csv", "f-2020-04-02.csv");
    // the last is looked at again: it may have been rewritten
    assertThat(names(fetch("f-*.csv", Optional.of("f-2020-04-02.csv"))))
        .containsExactly("f-2020-04-02.csv");
  }

  @Test
  void dayToCome_isNotTaken_andHoldsUpNoOther() throws IOException {
    for (String day : List.of("2025-12-31", "2030-01-01")) {
      Files.writeString(dir.resolve("f-" + day + ".csv"), day);
    }
    assertThat(names(fetch("f-*.csv", Optional.empty()))).containsExactly("f-2025-12-31.csv");
    Files.writeString(dir.resolve("f-2026-01-01.csv"), "next");
    assertThat(names(fetch("f-*.csv", Optional.of("f-2025-12-31.csv"))))
        .containsExactly("f-2025-12-31.csv", "f-2026-01-01.csv");
    assertThat(((FetchResult.Failed) fetch("f-*.csv", Optional.of("f-2026-01-01.csv"))).message())
        .contains("f-2030-01-01.csv is not taken: the day in its name is to come; rename it");
  }

  @Test
  void dayThatHasBegunInTheEast_countsAsPublishedNow() throws IOException {
    Files.writeString(dir.resolve("f-2026-01-02.csv"), "x");
    Instant noon = NOW.plus(Duration.ofHours(12));
    FetchResult result =
        new FileFetch(1000, Clock.fixed(noon, ZoneOffset.UTC))
            .fetch(
                new Location.LocalFiles(
                    dir, "f-*.csv", Optional.of(Pattern.compile("(\\d{4}-\\d{2}-\\d{2})"))),
                Optional.empty());
    assertThat(((FetchResult.Fetched) result).files().get(0).observedAt()).isEqualTo(noon);
  }

  @Test
  void series_whoseLastFileIsGone_goesOnAfterItsDate() throws IOException {
    Files.writeString(dir.resolve("f-2020-03-31.csv"), "old");
    Files.writeString(dir.resolve("f-2020-04-02.csv"), "new");
    assertThat(names(fetch("f-*.csv", Optional.of("f-2020-04-01.csv"))))
        .containsExactly("f-2020-04-02.csv");
    assertThat(fetch("f-*.csv", Optional.of("f-2020-04-03.csv")))
        .isInstanceOf(FetchResult.NotModified.class);
  }

  @Test
  void unreadableFile_doesNotKeepThoseBeforeIt_andIsThenNamed() throws IOException {
    Files.writeString(dir.resolve("f-2020-04-01.csv"), "good");
    Files.write(dir.resolve("f-2020-04-02.csv"), new byte[1001]);
    FetchResult.Fetched good = (FetchResult.Fetched) fetch("f-*.csv", Optional.empty());
    assertThat(names(good)).containsExactly("f-2020-04-01.csv");
    assertThat(good.more()).isTrue();
    assertThat(((FetchResult.Failed) fetch("f-*.csv", Optional.of("f-2020-04-01.csv"))).message())
        .contains("f-2020-04-02.csv");
  }

  @Test
  void longSeries_comesInParts() throws IOException {
    for (int day = 10; day < 30; day++) {
      Files.writeString(dir.resolve("f-2020-04-" + day + ".csv"), "x");
    }
    FetchResult.Fetched first = (FetchResult.Fetched) fetch("f-*.csv", Optional.empty());
    assertThat(first.files()).hasSize(8);
    assertThat(first.more()).isTrue();
    FetchResult.Fetched last =
        (FetchResult.Fetched) fetch("f-*.csv", Optional.of("f-2020-04-25.csv"));
    assertThat(last.files()).hasSize(5);
    assertThat(last.more()).isFalse();
  }

  @Test
  void singleFile_isAlwaysLookedAt() throws IOException {
    Files.writeString(dir.resolve("one.csv"), "x");
    FetchResult.Fetched again = (FetchResult.Fetched) fetch("one.csv", Optional.of("one.csv"));
    assertThat(again.files().get(0).observedAt()).isEqualTo(NOW);
  }

  @Test
  void whatIsNotThere_isNamed() {
    assertThat(((FetchResult.Failed) fetch("no.csv", Optional.empty())).message())
        .contains(dir.resolve("no.csv").toString(), "correct the source's location");
  }

  @Test
  void truncatedGzip_comesAsItIs_forTheParserToRefuse() throws IOException {
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 5};
    Files.write(dir.resolve("f-2020-04-01.csv.gz"), cut);
    Files.writeString(dir.resolve("f-2020-04-02.csv.gz"), "good");
    Files.createDirectory(dir.resolve("f-2020-04-03.csv.gz"));
    FetchResult.Fetched both = (FetchResult.Fetched) fetch("f-*.gz", Optional.empty());
    assertThat(names(both)).containsExactly("f-2020-04-01.csv.gz", "f-2020-04-02.csv.gz");
    assertThat(both.files().get(0).content()).isEqualTo(cut);
  }

  @Test
  void tooLargeAFile_isNamed() throws IOException {
    Files.write(dir.resolve("large.csv"), new byte[1001]);
    assertThat(((FetchResult.Failed) fetch("large.csv", Optional.empty())).message())
        .contains("large.csv", "more than 1000 bytes");
  }
}
