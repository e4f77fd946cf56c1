package io.lambdax.batch.controller;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parts as they are built and shipped, to be started as JVMs of their own. */
final class BuiltPart {

  private BuiltPart() {}

  /** The class path of a module: its jar and what that needs. */
  static String classPath(String module) throws IOException {
    Path target = Path.of(System.getProperty("lambdax.root"), module, "target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      for (Path jar : jars) {
        return jar + File.pathSeparator + Files.readString(target.resolve("classpath")).trim();
      }
    }
    throw new IOException(target + " holds no built jar: run mvn -DskipTests package");
  }
}
