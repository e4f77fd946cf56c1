package io.lambdax.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdax.batch.blas.Backend;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.PairKernel;
import io.lambdax.core.kernel.Products;
import io.lambdax.core.question.Range;
import io.lambdax.core.transform.Transformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The kernel beside the peer, every pair at every lag of the same numbers, in turn: NumPy runs in a
 * process of its own, reads the matrices from files and leaves its r in one, which are compared.
 */
@Command(
    name = "all-pairs",
    mixinStandardHelpOptions = true,
    description =
        "Measures the kernel beside NumPy; run it in the project's root after mvn package.")
public final class AllPairs implements Callable<Integer> {
  private static final int MAX_LAG = 60;
  private static final Range.Days ALL = new Range.Days(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final double AGREED = 1e-9;

  /** So many parts of the work for each thread: none waits long for another. */
  private static final int PARTS = 4;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "how often each is run in turn (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--peer",
      defaultValue = "../shared/tools/numpy_allpairs.py",
      description = "NumPy's side (default: ${DEFAULT-VALUE})")
  private Path peer;

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "where the mirrored files are (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--threads",
      defaultValue = "1,2",
      split = ",",
      description = "threads of either (default: ${DEFAULT-VALUE})")
  private List<Integer> threads;

  @Option(
      names = "--cases",
      defaultValue = "a,b",
      split = ",",
      description = "a: 3 %% missing at random; b: the mirror's masks (default: ${DEFAULT-VALUE})")
  private List<String> cases;

  private final ObjectMapper json = new ObjectMapper();
  private boolean agree = true;

  public static void main(String[] args) {
    System.exit(new CommandLine(new AllPairs()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("all-pairs");
    try {
      for (String name : cases) {
        Panel panel = name.equals("a") ? Panel.random() : Panel.mirrored(data);
        System.out.printf(
            "%n%s: %d x %d series, %d days, %d lags%n",
            panel.name(), panel.xs().size(), panel.ys().size(), Panel.DAYS, lags());
        write(panel.x(), directory.resolve("x.f64"));
        write(panel.y(), directory.resolve("y.f64"));
        for (int some : threads) {
          measure(panel, some, directory);
        }
      }
    } finally {
      for (String file : List.of("x.f64", "y.f64", "r.f64")) {
        Files.deleteIfExists(directory.resolve(file));
      }
      Files.delete(directory);
    }
    return agree ? 0 : 1;
  }

  private static int lags() {
    return 2 * MAX_LAG + 1;
  }

  private void measure(Panel panel, int some, Path directory) throws Exception {
    double peak = peak(some);
    List<Double> nativeOnes = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> numpy = new ArrayList<>();
    Profile[][] profiles = run(Backend.products(), panel, some, new ArrayList<>());
    run(Backend.java(), panel, some, new ArrayList<>());
    for (int i = 0; i < rounds; i++) {
      run(Backend.products(), panel, some, nativeOnes);
      run(Backend.java(), panel, some, plain);
      numpy.add(numpy(panel, some, directory));
    }
    double observations = (double) panel.xs().size() * panel.ys().size() * Panel.DAYS * lags();
    System.out.printf(
        Locale.ROOT, "%d thread%s, DGEMM alone %.0f GFlop/s%n", some, some == 1 ? "" : "s", peak);
    row("NumPy", median(numpy), median(numpy), observations, peak);
    row(Backend.products().name(), median(nativeOnes), median(numpy), observations, peak);
    row("Java alone", median(plain), median(numpy), observations, peak);
    compare(panel, profiles, directory.resolve("r.f64"));
  }

  private static void row(
      String name, double seconds, double numpy, double observations, double peak) {
    System.out.printf(
        Locale.ROOT,
        "  %-10s %6.2f s  %5.1f G pair-observations/s  %5.2f x NumPy  %3.0f %% of DGEMM%n",
        name,
        seconds,
        observations / seconds / 1e9,
        numpy / seconds,
        100 * 2 * observations / seconds / 1e9 / peak);
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  /** The kernel on so many threads; adds its seconds. */
  private static Profile[][] run(Products products, Panel panel, int some, List<Double> seconds)
      throws Exception {
    Profile[][] out = new Profile[panel.xs().size()][panel.ys().size()];
    PairKernel kernel = new BlockKernel(products);
    int size = (panel.ys().size() + PARTS * some - 1) / (PARTS * some);
    ExecutorService pool = Executors.newFixedThreadPool(some);
    try {
      long start = System.nanoTime();
      List<Future<?>> parts = new ArrayList<>();
      for (int from = 0; from < panel.ys().size(); from += size) {
        int first = from;
        List<Transformed> ys = panel.ys().subList(from, Math.min(panel.ys().size(), from + size));
        parts.add(
            pool.submit(
                () ->
                    kernel.profiles(
                        panel.xs(),
                        ys,
                        (i, j) -> ALL,
                        -MAX_LAG,
                        MAX_LAG,
                        (i, j, profile) -> out[i][first + j] = profile)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
      seconds.add((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdown();
    }
    return out;
  }

  private double numpy(Panel panel, int some, Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            peer.toString(),
            directory.resolve("x.f64").toString(),
            Integer.toString(panel.xs().size()),
            Integer.toString(Panel.DAYS),
            directory.resolve("y.f64").toString(),
            Integer.toString(panel.ys().size()),
            Integer.toString(MAX_LAG),
            directory.resolve("r.f64").toString());
    builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(some));
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(some));
    builder.environment().put("MKL_NUM_THREADS", Integer.toString(some));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("the peer failed: python3 and NumPy are needed for " + peer);
    }
    return json.readTree(said).get("seconds").asDouble();
  }

  private void compare(Panel panel, Profile[][] ours, Path file) throws IOException {
    double worst = 0;
    long only = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      int pairs = panel.xs().size() * panel.ys().size();
      ByteBuffer lag = ByteBuffer.allocate(8 * pairs).order(ByteOrder.LITTLE_ENDIAN);
      for (int l = -MAX_LAG; l <= MAX_LAG; l++) {
        lag.clear();
        while (lag.hasRemaining() && channel.read(lag) >= 0) {
          // as much as is there
        }
        DoubleBuffer r = lag.flip().asDoubleBuffer();
        for (int i = 0; i < panel.xs().size(); i++) {
          for (int j = 0; j < panel.ys().size(); j++) {
            double theirs = r.get(i * panel.ys().size() + j);
            double own = ours[i][j].r(l).orElse(Double.NaN);
            if (Double.isNaN(own) != Double.isNaN(theirs)) {
              only++;
            } else if (!Double.isNaN(own)) {
              worst = Math.max(worst, Math.abs(own - theirs));
            }
          }
        }
      }
    }
    agree &= worst <= AGREED && only == 0;
    System.out.printf(
        Locale.ROOT, "  largest difference of r: %.1e; only one has an r: %d%n", worst, only);
  }

  private static void write(double[][] rows, Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(rows).flatMapToDouble(Arrays::stream).forEach(bytes::putDouble);
    Files.write(file, bytes.array(), StandardOpenOption.CREATE);
  }

  /** What the native library multiplies a second, in GFlop, on so many threads. */
  private static double peak(int some) throws Exception {
    int n = 1_024;
    double best = 0;
    ExecutorService pool = Executors.newFixedThreadPool(some);
    try {
      for (int round = 0; round < 5; round++) {
        long start = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < some; t++) {
          all.add(pool.submit(() -> square(n)));
        }
        for (Future<?> one : all) {
          one.get();
        }
        best = Math.max(best, 2.0 * n * n * n * some / (System.nanoTime() - start));
      }
    } finally {
      pool.shutdown();
    }
    return best;
  }

  private static void square(int n) {
    try (DoublePointer a = new DoublePointer(new double[n * n]);
        DoublePointer b = new DoublePointer(new double[n * n]);
        DoublePointer c = new DoublePointer(new double[n * n])) {
      openblas_nolapack.cblas_dgemm(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasNoTrans,
          openblas_nolapack.CblasTrans,
          n,
          n,
          n,
          1,
          a,
          n,
          b,
          n,
          0,
          c,
          n);
    }
  }
}
