package io.lambdax.serving.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that let a client in; only their hashes are held. A key comes as {@code X-API-Key}, as a
 * bearer token, or as the password of basic authentication, which is how a browser asks its user
 * for it. Comparing takes the same time whatever is given. Immutable.
 */
final class ApiKeys {
  /** What a 401 tells the client; browsers know the second way. */
  static final List<String> CHALLENGES =
      List.of("Bearer realm=\"lambdax\"", "Basic realm=\"lambdax\", charset=\"UTF-8\"");

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^,#]]{16,512}");

  private final List<byte[]> hashes;

  private ApiKeys(List<byte[]> hashes) {
    this.hashes = hashes;
  }

  /**
   * Keys from a text with commas and from a file with one a line ({@code #} begins a comment);
   * empty if both are not given.
   *
   * @throws IllegalArgumentException if a key is too weak, or the file holds none; no message holds
   *     a key
   * @throws UncheckedIOException if the file cannot be read
   */
  static Optional<ApiKeys> of(String text, String file) {
    List<String> keys =
        Stream.concat(keys(text.split(",", -1), "lambdax.serving.api-keys"), inFile(file)).toList();
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(new ApiKeys(keys.stream().map(ApiKeys::hash).toList()));
  }

  private static Stream<String> inFile(String file) {
    if (file.isEmpty()) {
      return Stream.empty();
    }
    List<String> keys;
    try {
      keys =
          keys(
                  Files.readAllLines(Path.of(file)).toArray(String[]::new),
                  "lambdax.serving.api-keys-file, " + file + ",")
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "lambdax.serving.api-keys-file is '%s', which cannot be read (%s): give a file with one key a line"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "lambdax.serving.api-keys-file is '%s', which holds no key: give one a line, or no file to let everybody in"
              .formatted(file));
    }
    return keys.stream();
  }

  private static Stream<String> keys(String[] parts, String where) {
    return Arrays.stream(parts)
        .map(String::strip)
        .filter(part -> !part.isEmpty() && !part.startsWith("#"))
        .peek(
            key -> {
              if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException(
                    where
                        + " has a key of "
                        + key.length()
                        + " characters that cannot be used: give 16 to 512 visible ASCII ones"
                        + " without comma and #, such as openssl rand -hex 32 prints");
              }
            });
  }

  /**
   * Whether one of the keys is given.
   *
   * @param header X-API-Key, which counts if both are there; may be null
   * @param authorization the header of that name; may be null
   */
  boolean admit(String header, String authorization) {
    String given = header == null ? fromAuthorization(authorization) : header;
    return matches(given);
  }

  private static String fromAuthorization(String header) {
    if (header == null) {
      return "";
    }
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip();
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return ""; // no Base64 is no key
    }
  }

  private boolean matches(String given) {
    byte[] hash = hash(given);
    boolean found = false;
    for (byte[] known : hashes) {
      found |= MessageDigest.isEqual(known, hash);
    }
    return found;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
