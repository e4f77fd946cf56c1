package io.lambdax.ops;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Named points at which a crash test may kill the process: {@code LAMBDAX_HALT_AT=after-commit} or,
 * for the third time it is passed, {@code after-commit#3}. Without that setting a point does
 * nothing. Thread-safe.
 */
public final class Checkpoint {
  private static final String ENVIRONMENT = "LAMBDAX_HALT_AT";
  private static final String PROPERTY = "lambdax.halt.at";
  private static final int KILLED = 137;
  private static final Map<String, Integer> passed = new ConcurrentHashMap<>();

  private Checkpoint() {}

  /** Halts this JVM, as {@code kill -9} would, if it was told to do so here. */
  public static void reached(String name) {
    Optional<String> asked =
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(ENVIRONMENT)))
            .filter(at -> !at.isBlank());
    if (asked.isPresent() && isHere(asked.get(), name)) {
      System.err.println("Halting at checkpoint '" + asked.get() + "', as asked");
      System.err.flush();
      Runtime.getRuntime().halt(KILLED);
    }
  }

  static boolean isHere(String asked, String name) {
    int hash = asked.lastIndexOf('#');
    String wanted = hash < 0 ? asked : asked.substring(0, hash);
    if (!wanted.equals(name)) {
      return false;
    }
    int time = hash < 0 ? 1 : Integer.parseInt(asked.substring(hash + 1));
    return passed.merge(name, 1, Integer::sum) == time;
  }
}
