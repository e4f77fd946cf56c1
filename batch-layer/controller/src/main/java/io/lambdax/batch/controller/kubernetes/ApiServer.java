package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.lambdax.batch.controller.LauncherAwayException;
import io.lambdax.ops.Neighbour;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/** Asks the API server, and tells apart that it is away from that it refuses. */
final class ApiServer {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Neighbour neighbour = new Neighbour("Kubernetes");
  private final String namespace;

  ApiServer(String namespace) {
    this.namespace = namespace;
  }

  Neighbour neighbour() {
    return neighbour;
  }

  /**
   * Asks.
   *
   * @param what for people: "to list SparkApplications"
   * @throws LauncherAwayException if there is no answer, or it says that a server is at fault
   * @throws RefusedException if the answer is no
   */
  <T> T ask(String what, Supplier<T> question) throws IOException {
    try {
      T answer = question.get();
      neighbour.well();
      return answer;
    } catch (KubernetesClientException e) {
      throw problem(what, e);
    }
  }

  private IOException problem(String what, KubernetesClientException e) {
    int code = e.getCode();
    if (code < HttpURLConnection.HTTP_BAD_REQUEST || code == TOO_MANY_REQUESTS) {
      neighbour.ill(new IOException(cause(e), e));
      return new LauncherAwayException(
          "Kubernetes does not answer when asked %s: %s".formatted(what, cause(e)), e);
    }
    if (code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
      neighbour.ill(new IOException(cause(e), e));
      return new LauncherAwayException(
          "Kubernetes could not do it when asked %s (is the Spark operator's webhook up?): %s"
              .formatted(what, cause(e)),
          e);
    }
    RefusedException refused =
        new RefusedException(code, "Kubernetes refused " + what + remedy(e), e);
    switch (code) {
      // Not to be had until someone acts: no role, no operator, no namespace.
      case HttpURLConnection.HTTP_UNAUTHORIZED,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND ->
          neighbour.ill(refused);
      default -> neighbour.well();
    }
    return refused;
  }

  private String remedy(KubernetesClientException e) {
    String said = " in namespace " + namespace + ": " + cause(e);
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          said + ". Give the controller's service account the role that the chart has for it";
      case HttpURLConnection.HTTP_NOT_FOUND ->
          said + ". Is the Spark operator installed (its CRD), and does the namespace exist?";
      default -> said;
    };
  }

  private static String cause(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == e ? String.valueOf(e.getMessage()) : cause.toString();
  }

  /** It answered no. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    private final int code;

    RefusedException(int code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    boolean isConflict() {
      return code == HttpURLConnection.HTTP_CONFLICT;
    }
  }
}
