package io.lambdax.serving.request;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.series.Kind;
import io.lambdax.core.transform.Transform;
import java.util.Arrays;
import java.util.Optional;

/** The parameters that take one of core's words. */
public final class Words {
  private Words() {}

  /** A transform. */
  public static Optional<Transform> transform(Parameters parameters, String name) {
    return parameters.word(
        name, Transform::of, Arrays.stream(Transform.values()).map(Transform::word).toList());
  }

  /** A method. */
  public static Optional<Method> method(Parameters parameters, String name) {
    return parameters.word(
        name, Method::of, Arrays.stream(Method.values()).map(Method::word).toList());
  }

  /** A kind of series. */
  public static Optional<Kind> kind(Parameters parameters, String name) {
    return parameters.word(name, Kind::of, Arrays.stream(Kind.values()).map(Kind::word).toList());
  }
}
