package io.lambdax.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of Lambdax: where each is built, its main class, and what its JVM may take. */
enum Part {
  IMPORTER(
      "importer",
      "importer",
      "io.lambdax.importer.Main",
      // A pass takes seconds: the second compiler would cost more than it gains.
      "-Xmx1536m -XX:TieredStopAtLevel=1"),
  CONTROLLER(
      "controller",
      "batch-layer/controller",
      "io.lambdax.batch.controller.Main",
      "-Xmx192m -XX:TieredStopAtLevel=1"),
  SPEED("speed", "speed-layer", "io.lambdax.speed.Main", "-Xmx384m"),
  JOB("job", "batch-layer/job", "io.lambdax.batch.job.Main", "-Xmx1536m"),
  API("api", "serving-api", "io.lambdax.serving.Main", "-Xmx384m");

  private final String title;
  private final String module;
  private final String main;
  private final String options;

  Part(String title, String module, String main, String options) {
    this.title = title;
    this.module = module;
    this.main = main;
    this.options = options;
  }

  /** Its name in log files and lines. */
  String title() {
    return title;
  }

  /** Options of its JVM: small heaps, and the collector with the least overhead for them. */
  List<String> javaOptions() {
    return List.of((options + " -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError").split(" "));
  }

  /** The command that starts it. */
  List<String> command(Path root, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions());
    command.add("-cp");
    command.add(classPath(root));
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  /**
   * Looks whether it is there, before minutes are spent on starting the rest.
   *
   * @throws LaunchException if it is not built
   */
  void demandBuilt(Path root) {
    if (classPath(root).isEmpty()) {
      throw new LaunchException(notBuilt(root));
    }
  }

  /**
   * Its jar and what that needs.
   *
   * @throws LaunchException if it is not built
   */
  String classPath(Path root) {
    Path target = root.resolve(module).resolve("target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      for (Path jar : jars) {
        String rest = Files.readString(target.resolve("classpath")).trim();
        return jar + System.getProperty("path.separator") + rest;
      }
    } catch (IOException e) {
      throw new LaunchException(notBuilt(target), e);
    }
    throw new LaunchException(notBuilt(target));
  }

  private static String notBuilt(Path target) {
    return target + " holds no built jar: run mvn -DskipTests package";
  }
}
