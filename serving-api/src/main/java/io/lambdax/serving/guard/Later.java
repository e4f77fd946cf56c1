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

  private Later() {}

  /** To be called where nothing is answered yet; what is awaited must not depend on the request. */
  public static void await(HttpServletRequest request, CompletableFuture<?> awaited) {
    request.setAttribute(AWAITED, awaited);
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
