package io.lambdax.serving.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a request wait for something without a place or a thread. It comes again when that is there,
 * whatever became of it, and is turned away if that takes too long.
 */
public final class Later {
  private static final String AWAITED = Later.class.getName();
  private static final String LATE = AWAITED + ".late";

  private Later() {}

  /**
   * To be called where nothing is answered yet; what is awaited must not depend on the request.
   *
   * @param late told if the request does not come again, because that took too long
   */
  public static void await(
      HttpServletRequest request, CompletableFuture<?> awaited, Runnable late) {
    request.setAttribute(AWAITED, awaited);
    request.setAttribute(LATE, late);
  }

  /** It is turned away. */
  static void late(HttpServletRequest request) {
    if (request.getAttribute(LATE) instanceof Runnable late) {
      late.run();
    }
  }

  /** Whether the request waits, and is not answered this time. */
  public static boolean isAwaited(HttpServletRequest request) {
    return request.getAttribute(AWAITED) != null;
  }

  /** What it begins to wait for. */
  static Optional<CompletableFuture<?>> take(HttpServletRequest request) {
    Object awaited = request.getAttribute(AWAITED);
    request.removeAttribute(AWAITED);
    return awaited instanceof CompletableFuture<?> future ? Optional.of(future) : Optional.empty();
  }
}
