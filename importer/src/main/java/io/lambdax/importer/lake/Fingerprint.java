package io.lambdax.importer.lake;

import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.source.Source;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tells one file, and one way of reading it, from another. */
final class Fingerprint {
  private Fingerprint() {}

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The parser's version and a source's settings that decide what a file says. */
  static String parser(Source source) {
    String settings =
        canonical(source.layout()) + " " + source.full() + " " + source.finalNewline();
    return FileParser.VERSION
        + "-"
        + sha256(settings.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  /** A text that is the same in every JVM, where a map's and a set's own are not. */
  private static String canonical(Object value) {
    if (value instanceof Record fields) {
      return value.getClass().getSimpleName()
          + Arrays.stream(value.getClass().getRecordComponents())
              .map(component -> component.getName() + "=" + canonical(get(component, fields)))
              .toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> canonical(e.getKey()) + "=" + canonical(e.getValue()))
          .sorted()
          .toList()
          .toString();
    }
    if (value instanceof Set<?> set) {
      return set.stream().map(Fingerprint::canonical).sorted().toList().toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Fingerprint::canonical).toList().toString();
    }
    return value instanceof Optional<?> one
        ? one.map(Fingerprint::canonical).toString()
        : value.toString();
  }

  private static Object get(RecordComponent component, Record fields) {
    try {
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + fields, e);
    }
  }
}
