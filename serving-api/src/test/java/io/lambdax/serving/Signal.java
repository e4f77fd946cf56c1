package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals to services of ours, by their process ids: STOP has one hang, CONT wakes it. */
final class Signal {
  private Signal() {}

  static void send(String name, long pid) throws Exception {
    int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(code).isZero();
  }
}
