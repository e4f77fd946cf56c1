package io.lambdax.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheServerTest {
  private final CacheServer server = new CacheServer("memcached:11211", "probe", () -> true);

  @Test
  void lookupsThatAreLateSideBySide_areOneLateAnswer() {
    long asked = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      server.timedOut(asked, "late");
    }
    assertThat(server.isOut()).isFalse();
    assertThat(server.problem()).hasValue("memcached does not answer: late");
  }

  @Test
  void someLateAnswersInARow_leaveItOut_untilItAnswers() {
    for (int i = 0; i < CacheServer.TIMEOUTS; i++) {
      assertThat(server.isOut()).isFalse();
      server.timedOut(System.nanoTime(), "late");
    }
    assertThat(server.isOut()).isTrue();
    server.answered();
    assertThat(server.isOut()).isFalse();
    assertThat(server.problem()).isEmpty();
  }

  @Test
  void anAnswerInBetween_beginsTheCountAnew() {
    for (int i = 0; i < 5 * CacheServer.TIMEOUTS; i++) {
      server.timedOut(System.nanoTime(), "late");
      server.answered();
    }
    assertThat(server.isOut()).isFalse();
  }
}
