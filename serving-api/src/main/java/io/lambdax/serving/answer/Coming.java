package io.lambdax.serving.answer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** An answer that is there, or is still being worked out. Thread-safe. */
public final class Coming {
  private final CompletableFuture<Served> served;
  private final UnaryOperator<Served> finish;

  Coming(CompletableFuture<Served> served, UnaryOperator<Served> finish) {
    this.served = served;
    this.finish = finish;
  }

  /** Whether {@link #get} has it, or what went wrong, at once. */
  public boolean isHere() {
    return served.isDone();
  }

  /**
   * The answer as of now, with how fresh it is, if it is here, nothing went wrong and it is not
   * long; a long one is not even put together.
   *
   * @param less than so many bytes
   */
  public Optional<Served> found(int less) {
    boolean isShort =
        served.isDone() && !served.isCompletedExceptionally() && served.join().body().length < less;
    return isShort ? Optional.of(get()).filter(it -> it.body().length < less) : Optional.empty();
  }

  /** Ends when it is there, or something went wrong. */
  public CompletableFuture<?> awaited() {
    return served;
  }

  /** The answer as of now, with how fresh it is; waits for it, and throws what went wrong. */
  public Served get() {
    try {
      return finish.apply(served.join());
    } catch (CompletionException e) {
      throw thrown(e);
    }
  }

  /** What was thrown where it was worked out; an Error is thrown here. */
  private static RuntimeException thrown(CompletionException e) {
    Throwable cause = cause(e);
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : e;
  }

  /** Without what futures wrapped around it. */
  static Throwable cause(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? cause(e.getCause()) : e;
  }
}
