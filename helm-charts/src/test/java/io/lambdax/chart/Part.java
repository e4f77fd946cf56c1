package io.lambdax.chart;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part as it is built, with what it needs, apart from the other parts. Only the library that
 * reads settings is the tests' own.
 */
final class Part {

  private static final Map<String, Part> PARTS = new HashMap<>();

  private final URLClassLoader loader;

  private Part(String module) {
    Path target = Chart.root().resolve(module).resolve("target");
    try {
      List<URL> urls = new ArrayList<>();
      urls.add(target.resolve("classes").toUri().toURL());
      for (String jar : Files.readString(target.resolve("classpath")).trim().split(":")) {
        urls.add(url(jar));
      }
      loader = new URLClassLoader(urls.toArray(URL[]::new), Part.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException("not built: mvn -DskipTests package", e);
    }
  }

  /** The part of that image, with registry and tag or without. */
  static synchronized Part ofImage(String name) {
    return PARTS.computeIfAbsent(PartProgram.ofImage(name).module(), Part::new);
  }

  private static URL url(String jar) throws MalformedURLException {
    return Path.of(jar).toUri().toURL();
  }

  /** Its settings, as it would read them in that environment, and nothing of this JVM's. */
  Config settings(Map<String, String> environment) {
    Map<String, String> quoted = new HashMap<>();
    environment.forEach((name, value) -> quoted.put(ConfigUtil.quoteString(name), value));
    return ConfigFactory.parseResources(
            "reference.conf", ConfigParseOptions.defaults().setClassLoader(loader))
        .withFallback(ConfigFactory.parseMap(quoted))
        .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
  }

  /** Whether one of its settings is taken from that environment variable. */
  boolean reads(String variable) {
    try {
      for (URL file : Collections.list(loader.getResources("reference.conf"))) {
        try (var in = file.openStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          if (text.contains("${?" + variable + "}")) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a static method.
   *
   * @throws IllegalArgumentException with what it threw
   */
  Object call(String type, String name, Object... arguments) {
    try {
      return invoke(Class.forName(type, true, loader), null, name, arguments);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a method of an object that {@link #call} returned. */
  static Object ask(Object target, String name, Object... arguments) {
    return invoke(target.getClass(), target, name, arguments);
  }

  private static Object invoke(Class<?> type, Object target, String name, Object... arguments) {
    try {
      Method method =
          Arrays.stream(type.getDeclaredMethods())
              .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no " + type + "." + name));
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().toString(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
