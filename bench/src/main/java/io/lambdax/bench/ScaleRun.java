package io.lambdax.bench;

import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.store.lake.ConflictException;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.testing.PlantedPanel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * One lake, made, computed by the batch job, looked at and deleted. Lake and database are its own
 * and carry the size in their names.
 */
record ScaleRun(EmbeddedMariaDb mysql, EmbeddedHdfs hdfs, PlantedPanel panel, Path directory) {
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Measures the job with those options. */
  ScaleRow measure(ScaleJob options) throws IOException, InterruptedException, ConflictException {
    URI root = hdfs.uri().resolve("/scale");
    // HDFS keeps one connection for all who ask with equal settings: it is not closed here.
    Configuration configuration = hdfs.clientConfiguration();
    LakeFiles files = new LakeFiles(configuration, root);
    long start = System.nanoTime();
    MadeUpLake.Filled filled;
    try (Lake lake = Lake.open(files, name())) {
      filled = MadeUpLake.fill(lake, panel);
    }
    double lakeSeconds = (System.nanoTime() - start) / 1e9;

    String schema = "lambdax_scale_" + name();
    String url = mysql.jdbcUrl(schema) + "?createDatabaseIfNotExist=true";
    Map<String, String> settings = options.settings(panel.size().maxLag());
    settings.put("lambdax.lake.uri", root.toString());
    settings.put("lambdax.mysql.url", url);
    settings.put("lambdax.mysql.user", mysql.user());
    settings.put("lambdax.mysql.password", mysql.password());
    try (Database database =
        Database.open(
            new MysqlConfig(
                url, mysql.user(), mysql.password(), 2, Duration.ofSeconds(30), true))) {
      database.migrate();
      RunStore runs = new RunStore(database);
      runs.follow(name());
      BatchRun launched = runs.launch(name(), filled.version(), name(), FRESH).orElseThrow();
      Path log = directory.resolve("job-" + name() + ".log");
      Files.deleteIfExists(log);
      BatchProcess.Ended ended =
          new BatchProcess(options.heap(), hdfs.confDir(), log)
              .run(
                  settings,
                  List.of(
                      "--lake-id", launched.lakeId(),
                      "--version", Long.toString(launched.version()),
                      "--token", launched.token()));
      BatchRun run = runs.find(launched.token()).orElseThrow();
      ScaleRow row =
          new ScaleRow(
              panel,
              filled,
              lakeSeconds,
              ended,
              JobSteps.of(log),
              run,
              SummaryTable.measure(database),
              run.state() == BatchRun.State.SUCCEEDED
                  ? Optional.of(GoldPairs.read(files, name(), panel))
                  : Optional.empty());
      database.execute(handle -> handle.execute("drop database " + schema));
      files.fileSystem().delete(files.path("lake/" + name()), true);
      return row;
    }
  }

  private String name() {
    return panel.size().markets() + "x" + panel.size().healths();
  }
}
