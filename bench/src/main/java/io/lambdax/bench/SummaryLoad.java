package io.lambdax.bench;

import com.mysql.cj.jdbc.JdbcStatement;
import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.ViewWriter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Two ways of getting summaries into MySQL, each in turn, blocks of as many rows as the job's: the
 * statements of many rows that the job sends, and {@code LOAD DATA LOCAL INFILE} from memory.
 */
@Command(
    name = "summary-load",
    mixinStandardHelpOptions = true,
    description = "Measures two ways of loading summaries; run it in the project's root.")
public final class SummaryLoad implements Callable<Integer> {
  private static final Family FAMILY = Family.of(Transform.LEVEL, Transform.LEVEL, 0);
  private static final int HEALTHS = 1_000;
  private static final int MARKETS_OF_A_BLOCK = 64;

  @Option(
      names = "--blocks",
      defaultValue = "4",
      description = "of 64,000 rows each (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "how many blocks are loaded at a time (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "how often each is run in turn (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--options",
      defaultValue = "",
      description = "of the address that statements go to, such as useServerPrepStmts=true")
  private String options;

  private final Random random = new Random(20_201_214);

  public static void main(String[] args) {
    System.exit(new CommandLine(new SummaryLoad()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("summary-load");
    List<List<RankedSummary>> made = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      made.add(block(block));
    }
    try (EmbeddedMariaDb mysql = EmbeddedMariaDb.start(ServiceConfig.in(directory));
        Database database = Database.open(config(mysql))) {
      database.migrate();
      ViewWriter writer = new ViewWriter(database);
      for (int round = 0; round <= rounds; round++) {
        double inserted =
            seconds(
                made,
                writer.begin("lake", 1, 1, "insert" + round),
                view -> rows -> writer.summaries(view, FAMILY, rows));
        double loaded =
            seconds(
                made,
                writer.begin("lake", 1, 1, "load" + round),
                view -> rows -> load(mysql, view, rows));
        if (round > 0) {
          System.out.printf(
              Locale.ROOT,
              "%,d rows: statements %.1f s (%,.0f a second), LOAD DATA %.1f s (%,.0f a second)%n",
              blocks * HEALTHS * MARKETS_OF_A_BLOCK,
              inserted,
              blocks * HEALTHS * MARKETS_OF_A_BLOCK / inserted,
              loaded,
              blocks * HEALTHS * MARKETS_OF_A_BLOCK / loaded);
        }
        database.execute(handle -> handle.execute("truncate table summary"));
      }
    }
    return 0;
  }

  private interface Way {
    void load(List<RankedSummary> rows) throws Exception;
  }

  private double seconds(List<List<RankedSummary>> made, long view, LongFunction<Way> way)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<Future<?>> parts = new ArrayList<>();
      for (List<RankedSummary> block : made) {
        parts.add(
            pool.submit(
                () -> {
                  way.apply(view).load(block);
                  return null;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      pool.shutdown();
    }
  }

  private static void load(EmbeddedMariaDb mysql, long view, List<RankedSummary> rows)
      throws Exception {
    StringBuilder text = new StringBuilder();
    for (RankedSummary row : rows) {
      Best best = row.summary().best().orElseThrow();
      Interval ci95 = best.significance().ci95().orElseThrow();
      text.append(view).append("\tlevel\tlevel\t0\t");
      text.append(row.summary().x()).append('\t').append(row.summary().y()).append('\t');
      text.append(row.summary().r0().orElseThrow()).append('\t').append(row.summary().n0());
      text.append('\t').append(best.lag()).append('\t').append(best.r()).append('\t');
      text.append(best.n()).append('\t').append(best.lagsTested()).append('\t');
      text.append(best.significance().nEff()).append('\t');
      text.append(best.significance().p().orElseThrow()).append('\t');
      text.append(ci95.low()).append('\t').append(ci95.high()).append('\t');
      text.append(best.pAdjusted().orElseThrow()).append('\t').append(row.q().orElseThrow());
      text.append('\n');
    }
    try (Connection connection =
            DriverManager.getConnection(
                mysql.jdbcUrl("lambdax_load") + "?allowLoadLocalInfile=true",
                mysql.user(),
                mysql.password());
        JdbcStatement statement = (JdbcStatement) connection.createStatement()) {
      statement.setLocalInfileInputStream(
          new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
      statement.execute("load data local infile 'rows' into table summary");
    }
  }

  private List<RankedSummary> block(int number) {
    List<RankedSummary> rows = new ArrayList<>();
    for (int i = 0; i < MARKETS_OF_A_BLOCK; i++) {
      SeriesId x = SeriesId.parse("market:X%05d:close".formatted(number * MARKETS_OF_A_BLOCK + i));
      for (int j = 0; j < HEALTHS; j++) {
        SeriesId y = SeriesId.parse("health:Y%05d:cases".formatted(j));
        Significance significance =
            new Significance(
                500 * random.nextDouble(),
                OptionalDouble.of(random.nextDouble()),
                Optional.of(new Interval(-random.nextDouble(), random.nextDouble())));
        Best best =
            new Best(
                random.nextInt(121) - 60,
                random.nextDouble(),
                700,
                121,
                significance,
                OptionalDouble.of(random.nextDouble()));
        rows.add(
            new RankedSummary(
                new Summary(x, y, OptionalDouble.of(random.nextDouble()), 700, Optional.of(best)),
                OptionalDouble.of(random.nextDouble())));
      }
    }
    return rows;
  }

  private MysqlConfig config(EmbeddedMariaDb mysql) {
    return new MysqlConfig(
        mysql.jdbcUrl("lambdax_load") + "?createDatabaseIfNotExist=true&" + options,
        mysql.user(),
        mysql.password(),
        4,
        Duration.ofSeconds(10),
        true);
  }
}
