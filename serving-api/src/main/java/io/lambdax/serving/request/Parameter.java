package io.lambdax.serving.request;

import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.util.Optional;

/**
 * A parameter of an address, for those who read requests and for the API's document. Immutable.
 *
 * @param description what it does, a sentence for users
 * @param standard the value that leaving it out stands for, as it would be written
 */
public record Parameter<T>(
    String name, String description, Form<T> form, Optional<String> standard, boolean required) {

  /** Refuses a standard that the form does not know. */
  public Parameter {
    standard
        .filter(text -> form.reader().apply(text).isEmpty())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "the standard of " + name + " is " + text + ": give " + form.expected());
            });
  }

  /** One that may be left out. */
  public static <T> Parameter<T> of(String name, Form<T> form, String description) {
    return new Parameter<>(name, description, form, Optional.empty(), false);
  }

  /** The same, to be left out no more. */
  public Parameter<T> asRequired() {
    return new Parameter<>(name, description, form, Optional.empty(), true);
  }

  /** The same, where leaving it out stands for that value. */
  public Parameter<T> or(Object value) {
    return new Parameter<>(name, description, form, Optional.of(value.toString()), false);
  }

  /**
   * The value, if one is given.
   *
   * @throws ProblemException if that is wrong
   */
  public Optional<T> find(Parameters given) {
    return given.text(name, form.expected()).map(this::read);
  }

  /**
   * The value given, or else the standard one.
   *
   * @throws ProblemException if it is wrong, or missing and required
   */
  public T in(Parameters given) {
    return find(given)
        .or(() -> standard.flatMap(form.reader()))
        .orElseThrow(() -> new ProblemException(Problem.missingParameter(name, form.expected())));
  }

  /**
   * Reads one value.
   *
   * @throws ProblemException if it is wrong
   */
  public T read(String text) {
    return form.reader()
        .apply(text)
        .orElseThrow(
            () -> new ProblemException(Problem.badParameter(name, text, form.instead(text))));
  }
}
