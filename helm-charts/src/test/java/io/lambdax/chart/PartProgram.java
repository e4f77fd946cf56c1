package io.lambdax.chart;

import io.lambdax.testing.BuiltPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the image of a part of ours starts.
 *
 * @param module where it is built
 * @param main its main class
 */
record PartProgram(String module, String main) {

  /** By the image's name, with registry and tag or without. */
  static PartProgram ofImage(String image) {
    return switch (image.replaceAll(".*lambdax/|:.*", "")) {
      case "importer" -> new PartProgram("importer", "io.lambdax.importer.Main");
      case "batch-controller" ->
          new PartProgram("batch-layer/controller", "io.lambdax.batch.controller.Main");
      case "batch-job" -> new PartProgram("batch-layer/job", "io.lambdax.batch.job.Main");
      case "speed-layer" -> new PartProgram("speed-layer", "io.lambdax.speed.Main");
      case "serving-api" -> new PartProgram("serving-api", "io.lambdax.serving.Main");
      default -> throw new IllegalArgumentException("no part of ours: " + image);
    };
  }

  List<String> command() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        BuiltPart.classPath(module),
        main);
  }
}
