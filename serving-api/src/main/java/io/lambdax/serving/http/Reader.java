package io.lambdax.serving.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.javalin.http.servlet.JavalinServletContextKt;
import io.lambdax.serving.answer.Address;
import io.lambdax.serving.answer.Asked;
import io.lambdax.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads what requests ask. An address means the same for ever, and reading one takes as long as
 * finding its answer in Memcached, so what was read is remembered. Thread-safe.
 */
final class Reader {
  private static final long MOST_BYTES = 16 << 20;

  /** Longer addresses are few, and could be anything. */
  private static final int LONGEST = 512;

  /** About what an ask, its text, its hash and their place take besides the address. */
  private static final int OVERHEAD = 700;

  private final Cache<String, Known> known =
      Caffeine.newBuilder()
          .executor(Runnable::run) // little to tidy up: cheaper than to wake a thread for it
          .maximumWeight(MOST_BYTES)
          .weigher((String url, Known what) -> url.length() + OVERHEAD)
          .build();

  /** What an address of a request was read as. */
  record Known(Address address, Asked asked) {}

  /**
   * What a request to an address asks.
   *
   * @throws ProblemException for a parameter that is wrong
   */
  Asked read(Address address, Context context) {
    Optional<Known> before = known(context.req());
    if (before.isPresent()) {
      return before.get().asked();
    }
    String url = url(context.req());
    Asked asked = address.asked(context.pathParamMap(), parameters(context));
    if (url.length() <= LONGEST) {
      known.put(url, new Known(address, asked));
    }
    return asked;
  }

  /** What a request asks, if its address was read before. */
  Optional<Known> known(HttpServletRequest request) {
    return Optional.ofNullable(known.getIfPresent(url(request)));
  }

  private static String url(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /**
   * The parameters of the query by name, in UTF-8: Javalin would take the charset of a body that a
   * request says to have, so that the same address meant something else.
   */
  static Map<String, List<String>> parameters(Context context) {
    return JavalinServletContextKt.splitKeyValueStringAndGroupByKey(
        Objects.requireNonNullElse(context.req().getQueryString(), ""),
        StandardCharsets.UTF_8.name());
  }
}
