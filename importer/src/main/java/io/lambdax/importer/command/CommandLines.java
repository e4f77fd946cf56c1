package io.lambdax.importer.command;

import com.typesafe.config.ConfigException;
import io.lambdax.importer.source.BadDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs commands; what goes wrong is one line, of a sources file one for each problem. */
public final class CommandLines {
  private static final Logger log = LoggerFactory.getLogger(CommandLines.class);

  private CommandLines() {}

  /** Runs the command that these arguments name and says how it ended. */
  public static int run(String... args) {
    return new CommandLine(new ImporterCommand())
        .setExecutionExceptionHandler((e, line, parsed) -> explain(e))
        .execute(args);
  }

  private static int explain(Exception e) {
    log.debug("The command failed", e);
    if (e instanceof BadDeclaration bad) {
      bad.problems().forEach(problem -> System.err.println("importer: " + problem));
      return ExitCode.USAGE;
    }
    if (e instanceof IllegalArgumentException || e instanceof ConfigException) {
      System.err.println("importer: " + e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      System.err.println(
          "importer: the lake or a file cannot be used: "
              + e.getMessage()
              + " (see LAMBDAX_LAKE_URI and HADOOP_CONF_DIR)");
      return ExitCode.NO_LAKE;
    }
    log.error("The command failed", e);
    return ExitCode.NO_LAKE;
  }
}
