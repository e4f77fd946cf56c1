package io.lambdax.serving.problem;

/**
 * Ends the answering of a request with a {@link Problem}. Costs no stack trace: it is an answer,
 * not a fault.
 */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What to tell the client. */
  public Problem problem() {
    return problem;
  }
}
