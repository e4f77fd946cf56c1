package io.lambdax.serving.guard;

import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets scripts of other origins read answers: of exactly those that are configured, and of none by
 * default. Immutable.
 */
final class Cors {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");
  private static final String ASKED = "X-API-Key, Authorization, If-None-Match, X-Request-Id";
  private static final String READ =
      "ETag, Lambdax-Freshness, Link, Retry-After, X-Cache, X-Request-Id";
  private static final String MAX_AGE_SECONDS = "600";

  private final Set<String> origins;

  /**
   * For those origins.
   *
   * @throws IllegalArgumentException if one is none
   */
  Cors(Set<String> origins) {
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "lambdax.serving.cors-origins has '%s': give origins as browsers send them, such as https://notebook.example:8443, in lower case, without a path, with commas"
                .formatted(origin));
      }
    }
    this.origins = Set.copyOf(origins);
  }

  /**
   * Marks the answer for a configured origin, and answers a preflight.
   *
   * @return whether that was all: it was a preflight
   * @throws ProblemException for the preflight of another origin
   */
  boolean answered(HttpServletRequest request, HttpServletResponse response) {
    if (origins.isEmpty()) {
      return false;
    }
    response.addHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    boolean known = origins.contains(origin);
    if (known) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", READ);
    }
    if (!request.getMethod().equals("OPTIONS")
        || request.getHeader("Access-Control-Request-Method") == null) {
      return false;
    }
    if (!known) {
      throw new ProblemException(
          Problem.of(
              "origin-not-allowed",
              "Origin not allowed",
              403,
              "Scripts of this page's origin may not ask here; who runs the API lists origins in"
                  + " lambdax.serving.cors-origins"));
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
    response.setHeader("Access-Control-Allow-Headers", ASKED);
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    return true;
  }
}
