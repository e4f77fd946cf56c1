package io.lambdax.batch.controller;

import java.util.Optional;

/** A driver of a run. It lives on when the controller ends. */
@FunctionalInterface
public interface Driver {

  /** How it ended, in words; empty while it runs or if that is not known. */
  Optional<String> end();

  /** Whether it may still be on its way: then it is no wonder if it was never heard of. */
  default boolean starting() {
    return false;
  }
}
