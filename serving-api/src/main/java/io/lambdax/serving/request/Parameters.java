package io.lambdax.serving.request;

import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The query parameters of one request, which {@link Parameter} reads. Whatever is refused is
 * refused with a {@link ProblemException} that names the parameter, its value and what would be
 * right. Not thread-safe.
 */
public final class Parameters {
  private static final int LONGEST_NAME = 64;

  private final Map<String, List<String>> given;
  private final List<Parameter<?>> known;
  private final Set<String> read = new HashSet<>();

  private Parameters(Map<String, List<String>> given, List<Parameter<?>> known) {
    this.given = given;
    this.known = known;
  }

  /**
   * Takes the parameters of a request to an address that knows just those.
   *
   * @throws ProblemException for an unknown or repeated parameter, or one that cannot be decoded
   */
  public static Parameters of(Map<String, List<String>> given, List<Parameter<?>> known) {
    Parameters parameters = new Parameters(Map.copyOf(given), List.copyOf(known));
    given.forEach(parameters::require);
    return parameters;
  }

  private void require(String name, List<String> values) {
    if (!isKnown(name)) {
      throw new ProblemException(
          Problem.unknownParameter(name, String.join(", ", values), instead(name, names())));
    }
    if (values.isEmpty()) {
      throw new ProblemException(
          Problem.badParameter(name, "", "a percent-encoded value: write % as %25"));
    }
    if (values.size() > 1) {
      throw new ProblemException(Problem.repeatedParameter(name, String.join(", ", values)));
    }
  }

  private boolean isKnown(String name) {
    for (Parameter<?> parameter : known) {
      if (parameter.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private List<String> names() {
    return known.stream().<String>map(Parameter::name).toList();
  }

  private static String instead(String name, List<String> known) {
    if (known.isEmpty()) {
      return "no parameters at all";
    }
    String all = "one of " + String.join(", ", known);
    return Optional.of(name)
        .filter(written -> written.length() <= LONGEST_NAME)
        .flatMap(written -> Nearest.within(written, known))
        .map(near -> near + " (" + all + ")")
        .orElse(all);
  }

  /** Whether a parameter is given. */
  public boolean has(String name) {
    return values(name).isPresent();
  }

  /** The known parameters that nobody has asked for yet. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(names());
    unread.removeAll(read);
    return unread;
  }

  /** What an address reads it also has to know, or else nobody could ever give it. */
  private Optional<List<String>> values(String name) {
    if (!isKnown(name)) {
      throw new IllegalStateException(
          "parameter '" + name + "' is read, and this address knows only " + names());
    }
    read.add(name);
    return Optional.ofNullable(given.get(name));
  }

  /** The text of a parameter, if it is given; an empty one is refused. */
  Optional<String> text(String name, String expected) {
    Optional<String> text = values(name).map(values -> values.get(0));
    if (text.filter(String::isBlank).isPresent()) {
      throw bad(name, expected + ", or leave the parameter out");
    }
    return text;
  }

  /** The refusal of a parameter that is given. */
  public ProblemException bad(String name, String expected) {
    return new ProblemException(Problem.badParameter(name, given.get(name).get(0), expected));
  }
}
