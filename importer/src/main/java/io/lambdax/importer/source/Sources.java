package io.lambdax.importer.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a sources file. It is one HOCON object {@code sources { name { … } }}; {@code templates}
 * may hold what several declarations share. An unknown key, a format that does not exist and two
 * sources that claim one series are refused; all that is wrong is found at once. Nothing is fetched
 * for it. Stateless.
 */
public final class Sources {
  private static final Set<String> TOP = Set.of("sources", "templates");

  private Sources() {}

  /**
   * The sources of that file; relative locations start at its directory.
   *
   * @throws BadDeclaration with every problem: file, line, source, key and what would be right
   */
  public static List<Source> load(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new BadDeclaration(
          "sources file " + file + " cannot be read: " + why(e) + "; name one that exists");
    }
    Problems problems = new Problems(file);
    List<Source> sources = new ArrayList<>();
    try {
      Path base = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
      // A file of this machine may include others; one inside the jar cannot.
      Config config =
          file.getFileSystem().equals(FileSystems.getDefault())
              ? ConfigFactory.parseFile(file.toFile())
              : ConfigFactory.parseReader(new StringReader(text));
      sources.addAll(read(config.resolve(), base, problems));
    } catch (ConfigException e) {
      // What cannot be parsed at all: the library stops at the first place.
      problems.add(e, ConfigOriginFactory.newFile(file.toString()), "");
    }
    problems.check();
    return List.copyOf(sources);
  }

  private static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof CharacterCodingException ? "it is not UTF-8 text" : e.getMessage();
  }

  /** The sources that ship with Lambdax: the first wave of 2020 in six countries. */
  public static List<Source> sample() {
    return load(resource("sources-sample.conf"));
  }

  /** The sources of a replay where none are declared: the DAX of that wave, and ECDC's files. */
  public static List<Source> replay() {
    return load(resource("sources-replay.conf"));
  }

  private static List<Source> read(Config config, Path base, Problems problems) {
    for (Map.Entry<String, ConfigValue> top : config.root().entrySet()) {
      if (!TOP.contains(top.getKey())) {
        problems.add(
            top.getValue().origin(),
            "unknown key "
                + top.getKey()
                + Keys.meant(top.getKey(), TOP).map(k -> ", did you mean " + k + "?").orElse(";")
                + " declare sources under 'sources { name { … } }'");
      }
    }
    List<Source> sources = new ArrayList<>();
    Map<String, ConfigValue> declared =
        config.hasPath("sources") ? config.getObject("sources") : Map.of();
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(declared).entrySet()) {
      String name = entry.getKey();
      if (entry.getValue() instanceof ConfigObject written) {
        for (Source next : new Declaration(name, written.toConfig(), base, problems).read()) {
          sources.stream()
              .flatMap(earlier -> SeriesClaims.clash(earlier, next).stream())
              .forEach(clash -> problems.add(written.origin(), clash));
          sources.add(next);
        }
      } else {
        problems.add(
            entry.getValue().origin(),
            "source '" + name + "' must be an object { location, format }");
      }
    }
    if (sources.isEmpty() && problems.none()) {
      problems.add(
          config.origin(), "no sources: declare at least one under 'sources { name { … } }'");
    }
    return sources;
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
