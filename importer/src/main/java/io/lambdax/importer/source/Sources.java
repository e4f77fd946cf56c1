package io.lambdax.importer.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a sources file. It is one HOCON object {@code sources { name { … } }}; {@code templates}
 * may hold what several declarations share. An unknown key, a format that does not exist and two
 * sources that claim one series are refused.
 */
public final class Sources {
  private static final Set<String> TOP = Set.of("sources", "templates");

  private Sources() {}

  /**
   * The sources of that file; relative locations start at its directory.
   *
   * @throws BadDeclaration naming file, source, key and what would be right
   */
  public static List<Source> load(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new BadDeclaration(
          "sources file " + file + " cannot be read (" + e + "): name one that exists");
    }
    try {
      Path base = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
      // A file of this machine may include others; one inside the jar cannot.
      Config config =
          file.getFileSystem().equals(FileSystems.getDefault())
              ? ConfigFactory.parseFile(file.toFile())
              : ConfigFactory.parseReader(new StringReader(text));
      return read(config.resolve(), base);
    } catch (ConfigException | BadDeclaration e) {
      String message = String.valueOf(e.getMessage());
      // What cannot be parsed at all already says where.
      throw new BadDeclaration(
          message.startsWith(file.toString()) ? message : file + ": " + message);
    }
  }

  /** The sources that ship with Lambdax: the first wave of 2020 in six countries. */
  public static List<Source> sample() {
    return load(resource("sources-sample.conf"));
  }

  private static List<Source> read(Config config, Path base) {
    config.root().keySet().stream()
        .filter(key -> !TOP.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new BadDeclaration(
                  "unknown key '" + key + "': declare sources under 'sources { name { … } }'");
            });
    List<Source> sources = new ArrayList<>();
    if (config.hasPath("sources")) {
      for (String name : config.getObject("sources").keySet().stream().sorted().toList()) {
        String path = ConfigUtil.joinPath("sources", name);
        if (config.getValue(path).valueType() != ConfigValueType.OBJECT) {
          throw new BadDeclaration("source '" + name + "' must be an object { location, format }");
        }
        sources.addAll(new Declaration(name, config.getConfig(path), base).read());
      }
    }
    if (sources.isEmpty()) {
      throw new BadDeclaration("no sources: declare at least one under 'sources { name { … } }'");
    }
    SeriesClaims.requireDistinct(sources);
    return List.copyOf(sources);
  }

  /** A resource beside this class's loader root as a path, in a directory or inside the jar. */
  private static Path resource(String name) {
    URL url = Objects.requireNonNull(Sources.class.getResource("/" + name), name);
    try {
      URI uri = url.toURI();
      if ("jar".equals(uri.getScheme())) {
        openJar(uri);
      }
      return Path.of(uri);
    } catch (URISyntaxException | IOException e) {
      throw new UncheckedIOException(name, new IOException(e));
    }
  }

  /** Stays open: sources hold paths into it for as long as the process lives. */
  private static void openJar(URI uri) throws IOException {
    try {
      FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      // Opened by an earlier call; the path resolves in that one.
      Objects.requireNonNull(FileSystems.getFileSystem(uri));
    }
  }
}
