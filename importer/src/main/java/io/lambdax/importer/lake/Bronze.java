package io.lambdax.importer.lake;

import io.lambdax.store.lake.LakeFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The bytes as they came, for ever: {@code bronze/_content/<sha256>.gz} holds them, once however
 * often they came, and {@code bronze/<source>/<importId>/} the manifest.json that names them and,
 * once the import came to an end, outcome.json. Everything else can be rebuilt from here.
 * Thread-safe.
 */
public final class Bronze {
  private static final String CONTENT = "_content";

  private final LakeFiles files;

  /** Bronze below that root. */
  public Bronze(LakeFiles files) {
    this.files = files;
  }

  /** Keeps a file; the manifest comes last, so that what has one is complete. */
  void put(Manifest manifest, byte[] content) throws IOException {
    Path file = content(manifest);
    if (!files.fileSystem().exists(file)) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4 + 64);
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(content);
      }
      // Another importer may just have kept the same: then that is as good.
      files.create(file, packed.toByteArray());
    }
    files.replace(file(manifest.importId(), "manifest.json"), manifest.toJson());
  }

  /** The manifest of an import, if its bytes are kept whole. */
  public Optional<Manifest> manifest(String importId) throws IOException {
    Optional<byte[]> json = files.read(file(importId, "manifest.json"));
    return json.isEmpty() ? Optional.empty() : Optional.of(Manifest.fromJson(json.get()));
  }

  /** The uncompressed bytes that a manifest describes. */
  public byte[] bytes(Manifest manifest) throws IOException {
    Path file = content(manifest);
    byte[] packed = files.read(file).orElseThrow(() -> new FileNotFoundException(file.toString()));
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    }
  }

  /** How an import ended, if it did. */
  public Optional<Outcome> outcome(String importId) throws IOException {
    Optional<byte[]> json = files.read(file(importId, "outcome.json"));
    return json.isEmpty() ? Optional.empty() : Optional.of(Outcome.fromJson(json.get()));
  }

  /** Says how an import ended. */
  public void put(Outcome outcome) throws IOException {
    files.replace(file(outcome.importId(), "outcome.json"), outcome.toJson());
  }

  /** Where a source stands. */
  public SourceState state(String source) throws IOException {
    Optional<byte[]> json = files.read(files.path("bronze/" + source + "/state.json"));
    return json.isEmpty() ? SourceState.NEW : SourceState.fromJson(json.get());
  }

  /** Says where a source stands. */
  public void put(String source, SourceState state) throws IOException {
    files.replace(files.path("bronze/" + source + "/state.json"), state.toJson());
  }

  /** What waits for accept, of all sources. */
  public List<String> held() throws IOException {
    List<String> held = new ArrayList<>();
    for (Path source : sources()) {
      held.addAll(state(source.getName()).held());
    }
    return held;
  }

  /** The manifests of all imports of all sources, in no order. */
  public List<Manifest> all() throws IOException {
    List<Manifest> all = new ArrayList<>();
    for (Path source : sources()) {
      for (Path importDirectory : directories(source)) {
        manifest(importDirectory.getName()).ifPresent(all::add);
      }
    }
    return all;
  }

  private List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(directories(files.path("bronze")));
    // No source can be called that: a name starts with a letter or a digit.
    sources.removeIf(directory -> directory.getName().equals(CONTENT));
    return sources;
  }

  private Path content(Manifest manifest) {
    return files.path("bronze/" + CONTENT + "/" + manifest.sha256() + ".gz");
  }

  private List<Path> directories(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    try {
      for (FileStatus status : files.fileSystem().listStatus(parent)) {
        if (status.isDirectory()) {
          found.add(status.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return found;
  }

  private Path file(String importId, String name) {
    return files.path("bronze/" + source(importId) + "/" + importId + "/" + name);
  }

  private static String source(String importId) {
    if (!importId.matches("[a-z0-9][a-z0-9-]*-[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")) {
      throw new IllegalArgumentException(
          "'"
              + importId
              + "' is no import: write it as /status and the log do,"
              + " <source>-<yyyyMMddTHHmmssZ>-<8 hexadecimal digits>");
    }
    return importId.substring(0, importId.length() - "-yyyyMMddTHHmmssZ-12345678".length());
  }
}
