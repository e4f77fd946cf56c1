package io.lambdax.serving.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an answer is written. */
public enum Format {
  JSON("json", "application/json"),
  CSV("csv", "text/csv");

  /** Which one is asked for; without it the header {@code Accept} decides. */
  public static final Parameter<Format> PARAMETER =
      Parameter.of(
          "format",
          Form.words(
              Format::of, Arrays.stream(values()).map(format -> format.word).toList(), "json"),
          "How the answer is written; as the header Accept says if left out, else json.");

  private final String word;
  private final String mediaType;

  Format(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  private static Optional<Format> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /**
   * What the address of a request names.
   *
   * @param query its parameters, of which the format is right
   */
  public static Optional<Format> named(Map<String, List<String>> query) {
    return query.getOrDefault(PARAMETER.name(), List.of()).stream()
        .findFirst()
        .map(PARAMETER::read);
  }

  /**
   * What a request wants.
   *
   * @param named by its address
   * @param accept its headers {@code Accept}, in order
   */
  public static Format of(Optional<Format> named, List<String> accept) {
    return named.orElseGet(() -> accept.isEmpty() ? JSON : accepted(String.join(",", accept)));
  }

  /**
   * CSV for whoever names it and does not like JSON as much; JSON for all others, also for those
   * who accept neither, because a problem would not be what they accept either.
   */
  private static Format accepted(String accept) {
    MediaRanges ranges = MediaRanges.of(accept);
    double csv = ranges.quality(CSV.mediaType).orElse(0.0);
    double any = ranges.quality("application/*").or(() -> ranges.quality("*/*")).orElse(0.0);
    Optional<Double> json = ranges.quality(JSON.mediaType);
    boolean rather = json.map(quality -> csv > quality).orElse(csv >= any);
    return csv > 0 && rather ? CSV : JSON;
  }
}
