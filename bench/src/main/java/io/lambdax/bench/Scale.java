package io.lambdax.bench;

import io.lambdax.local.services.Directories;
import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.testing.PlantedPanel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What the built batch job takes for made-up lakes of growing size, beside an HDFS and a MariaDB,
 * and whether it finds what was planted in them.
 */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description =
        "Measures the batch job over made-up lakes; run it in the project's root after mvn package."
            + " Exit code 1 if a run fails or its result is not what it must be.")
public final class Scale implements Callable<Integer> {
  @Option(
      names = "--sizes",
      defaultValue = "10x10,32x32,100x100",
      split = ",",
      converter = SizeReader.class,
      description = "market x health series of each run (default: ${DEFAULT-VALUE})")
  private List<Size> sizes;

  @Option(
      names = "--work",
      description =
          "directory for the logs and, until the end, for HDFS and MariaDB (default: a new one among"
              + " the temporary files)")
  private Path work;

  @Mixin private MadeUp madeUp;
  @Mixin private ScaleJob job;
  @Mixin private ScaleGoals goals;

  /** One of the sizes. */
  private record Size(int markets, int healths) {}

  /** A size as the command line has it. */
  private static final class SizeReader implements ITypeConverter<Size> {
    @Override
    public Size convert(String text) {
      String[] sides = text.split("x", -1);
      try {
        return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new TypeConversionException(
            "'" + text + "' is no size: write market x health series, 100x100 for example");
      }
    }
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Scale()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<PlantedPanel> panels =
        sizes.stream().map(size -> madeUp.panel(size.markets(), size.healths())).toList();
    Path directory =
        work == null ? Files.createTempDirectory("scale") : Files.createDirectories(work);
    Path mysqlFiles = directory.resolve("mysql");
    Path hdfsFiles = directory.resolve("hdfs");
    boolean passed = true;
    try (EmbeddedMariaDb mysql = EmbeddedMariaDb.start(ServiceConfig.in(mysqlFiles));
        EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(hdfsFiles))) {
      System.out.println(ScaleRow.header());
      for (PlantedPanel panel : panels) {
        ScaleRun run = new ScaleRun(mysql, hdfs, panel, directory);
        ScaleRow row = run.measure(job);
        List<String> complaints = goals.complaints(row, job.summaryMax());
        System.out.println(row.line(complaints.isEmpty()));
        complaints.forEach(complaint -> System.out.println("  " + complaint));
        passed &= complaints.isEmpty();
      }
    } finally {
      Directories.delete(mysqlFiles);
      Directories.delete(hdfsFiles);
    }
    System.out.println("load of the machine: " + Files.readString(Path.of("/proc/loadavg")).trim());
    System.out.println("logs of the jobs: " + directory);
    return passed ? 0 : 1;
  }
}
