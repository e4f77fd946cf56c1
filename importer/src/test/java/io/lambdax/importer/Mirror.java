package io.lambdax.importer;

import io.lambdax.core.series.SeriesId;
import io.lambdax.testing.MirroredFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The mirrored files, read with nothing of the importer. */
public final class Mirror {
  private Mirror() {}

  /** The directory of shared data; the test is skipped, or fails, where there is none. */
  public static Path dataOrSkip() {
    return MirroredFiles.dataOrSkip();
  }

  /** The files of a directory, by name. */
  public static List<Path> files(Path directory) {
    return MirroredFiles.files(directory);
  }

  /** A file's bytes, unpacked. */
  public static byte[] bytes(Path file) {
    return MirroredFiles.bytes(file);
  }

  /** The values of one of ECDC's daily files. */
  public static Map<SeriesId, SortedMap<LocalDate, Double>> ecdc(Path file) {
    return byId(MirroredFiles.ecdc(file));
  }

  /** The closes of the DAX and its members. */
  public static Map<SeriesId, SortedMap<LocalDate, Double>> closes(Path data) {
    return byId(MirroredFiles.closes(data));
  }

  private static Map<SeriesId, SortedMap<LocalDate, Double>> byId(
      Map<String, SortedMap<LocalDate, Double>> byName) {
    Map<SeriesId, SortedMap<LocalDate, Double>> values = new TreeMap<>();
    byName.forEach((name, series) -> values.put(SeriesId.parse(name), series));
    return values;
  }
}
