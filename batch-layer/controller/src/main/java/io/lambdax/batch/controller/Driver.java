package io.lambdax.batch.controller;

import java.util.Optional;

/** A driver that this controller started. It lives on when the controller ends. */
@FunctionalInterface
public interface Driver {

  /** How it ended, in words; empty while it runs or if that is not known. */
  Optional<String> end();
}
