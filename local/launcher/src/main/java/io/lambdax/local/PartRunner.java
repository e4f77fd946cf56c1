package io.lambdax.local;

import io.lambdax.local.services.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts a part as its own JVM, told where everything is. */
record PartRunner(Options options, DataDirectory data, Services services) {
  private static final Duration STOP = Duration.ofSeconds(15);

  /** What every part and every command of one is told. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(services.environment());
    environment.putAll(options.sourcesEnvironment());
    environment.put("LAMBDAX_BATCH_LOG", data.log(Part.JOB.title()).toString());
    environment.put("LAMBDAX_BATCH_CLASSPATH", Part.JOB.classPath(options.root()));
    environment.put("LAMBDAX_BATCH_JAVA_OPTIONS", String.join(" ", Part.JOB.javaOptions()));
    return environment;
  }

  ChildProcess start(Part part, List<String> arguments, int httpPort) {
    Map<String, String> environment = environment();
    environment.put("LAMBDAX_SUPERVISOR_PID", Long.toString(ProcessHandle.current().pid()));
    environment.put("LAMBDAX_HTTP_PORT", Integer.toString(httpPort));
    environment.put("LAMBDAX_HTTP_PORT_FILE", portFile(part).toString());
    if (part == Part.API) {
      environment.putAll(services.readersEnvironment());
    }
    return ChildProcess.start(
        new ChildProcess.Spec(
            part.title(),
            part.command(options.root(), arguments),
            environment,
            data.log(part.title()),
            STOP));
  }

  /** Whether a part that was given any free port says that it is ready. */
  boolean ready(Part part) {
    try {
      return new Api(Integer.parseInt(Files.readString(portFile(part)).trim())).ready();
    } catch (IOException | NumberFormatException notYet) {
      return false;
    }
  }

  private Path portFile(Part part) {
    return data.resolve("run/" + part.title() + ".port");
  }
}
