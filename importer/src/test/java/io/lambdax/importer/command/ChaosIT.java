package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.Fact;
import io.lambdax.store.log.ImportSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An importer that is killed again and again, at moments that a printed seed draws. */
class ChaosIT {
  private static final int KILLS = 10 * Integer.getInteger("lambdax.soak", 1);
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final Instant PUBLISHED = Instant.parse("2020-12-01T00:00:00Z");

  @TempDir private Path dir;
  private final TestPlatform platform = new TestPlatform();

  /** What the newest file says, {@code series/date}. */
  private final Map<String, OptionalDouble> stated = new TreeMap<>();

  private int publications;

  @Test
  void killedAtRandomMoments_nothingIsMissingAndNothingTwice() throws Exception {
    long seed = Long.getLong("lambdax.seed", System.nanoTime());
    System.out.println("ChaosIT: -Dlambdax.seed=" + seed + ", " + KILLS + " kills");
    Random random = new Random(seed);
    // Files that died unread add up to more than the gate would let pass; it is not what is tried.
    platform.set("lambdax.importer.gate.max-rewritten", "1");
    platform.set("lambdax.importer.gate.min-rows", "0");
    publish(random);
    long begin = System.nanoTime();
    assertThat(importer().waitFor()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      publish(random);
      Process importer = importer();
      boolean ended =
          importer.waitFor((long) (whole * (0.3 + random.nextDouble())), TimeUnit.MILLISECONDS);
      killed += ended ? 0 : 1;
      importer.destroyForcibly().waitFor();
    }
    System.out.println("ChaosIT: " + killed + " were killed before their end, of " + whole + " ms");
    publish(random);
    assertThat(importer().waitFor()).isZero();

    List<Fact> facts = platform.facts();
    assertThat(present(TestPlatform.newest(facts))).isEqualTo(present(stated));
    assertThat(platform.publishedFacts()).containsExactlyInAnyOrderElementsOf(facts);
    assertThat(present(TestPlatform.newest(platform.publishedFacts()))).isEqualTo(present(stated));
    assertNothingTwice(facts);
    long newest = facts.get(facts.size() - 1).version();
    assertThat(platform.signals())
        .extracting(ImportSignal::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, newest).boxed().toList());
    assertThat(platform.signals().stream().mapToLong(ChaosIT::size).sum()).isEqualTo(facts.size());
  }

  /**
   * Without days that were withdrawn: one that came and went in files that died unread left no
   * fact.
   */
  private static Map<String, OptionalDouble> present(Map<String, OptionalDouble> newest) {
    Map<String, OptionalDouble> present = new TreeMap<>(newest);
    present.values().removeIf(OptionalDouble::isEmpty);
    return present;
  }

  private static long size(ImportSignal signal) {
    return signal.added() + signal.revised() + signal.withdrawn();
  }

  /** No fact repeats the one before it, and each (series, date) has one of a version. */
  private static void assertNothingTwice(List<Fact> inOrder) {
    Map<String, OptionalDouble> before = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Fact fact : inOrder) {
      String key = fact.series() + "/" + fact.date();
      assertThat(seen.add(key + " " + fact.version())).as(key).isTrue();
      assertThat(fact.value()).as(key).isNotEqualTo(before.put(key, fact.value()));
    }
  }

  private Process importer() throws Exception {
    return platform
        .java(Plain.class, dir.resolve("plain.csv").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("importer.log").toFile()))
        .start();
  }

  /** A file with ten new days and, of the old ones, ten revised and ten withdrawn or back again. */
  private void publish(Random random) throws Exception {
    int days = publications == 0 ? 3000 : stated.size();
    for (int day = 0; day < (publications == 0 ? days : days + 10); day++) {
      String key = "health:DEU:cases/" + FIRST.plusDays(day);
      stated.putIfAbsent(key, OptionalDouble.of(day));
    }
    for (int i = 0; publications > 0 && i < 10; i++) {
      stated.put(key(random.nextInt(days)), OptionalDouble.of(random.nextInt(1000)));
      stated.computeIfPresent(
          key(random.nextInt(days)),
          (k, v) -> v.isPresent() ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt()));
    }
    StringBuilder rows = new StringBuilder();
    stated.forEach(
        (key, value) ->
            value.ifPresent(v -> rows.append(key.replace('/', ',')).append(',').append(v + "\n")));
    Path file = dir.resolve("plain.csv");
    Files.writeString(file, rows);
    Files.setLastModifiedTime(file, FileTime.from(PUBLISHED.plus(Duration.ofDays(publications++))));
  }

  private static String key(int day) {
    return "health:DEU:cases/" + FIRST.plusDays(day);
  }
}
