package io.lambdax.serving.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.javalin.http.servlet.JavalinServletContextKt;
import io.lambdax.serving.answer.Address;
import io.lambdax.serving.answer.Asked;
import io.lambdax.serving.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

  private final Cache<String, Asked> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String url, Asked asked) -> url.length() + OVERHEAD)
          .build();

  /**
   * What a request to an address asks.
   *
   * @throws ProblemException for a parameter that is wrong
   */
  Asked read(Address address, Context context) {
    String path = context.req().getRequestURI();
    String url = query(context).map(query -> path + "?" + query).orElse(path);
    Optional<Asked> before = Optional.ofNullable(known.getIfPresent(url));
    if (before.isPresent()) {
      return before.get();
    }
    Asked asked = address.asked(context.pathParamMap(), parameters(context));
    if (url.length() <= LONGEST) {
      known.put(url, asked);
    }
    return asked;
  }

  /**
   * The parameters of the query by name, in UTF-8: Javalin would take the charset of a body that a
   * request says to have, so that the same address meant something else.
   */
  static Map<String, List<String>> parameters(Context context) {
    return JavalinServletContextKt.splitKeyValueStringAndGroupByKey(
        query(context).orElse(""), StandardCharsets.UTF_8.name());
  }

  private static Optional<String> query(Context context) {
    return Optional.ofNullable(context.req().getQueryString());
  }
}
