package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Undelivered undelivered = new Undelivered(100, givenUp::incrementAndGet);
  private final List<String> aborted = new ArrayList<>();
  private final List<Callback> onTheirWay = new ArrayList<>();

  /** A connection whose client reads when the test says so. */
  private final class Reader implements Undelivered.Way {
    private final String name;

    private Reader(String name) {
      this.name = name;
    }

    @Override
    public void send(ByteBuffer content, Callback done) {
      onTheirWay.add(done);
    }

    @Override
    public void abort(IOException why) {
      aborted.add(name);
    }
  }

  private void send(String name, String client, int bytes) {
    undelivered.send(new Reader(name), ByteBuffer.allocate(bytes), client);
  }

  @Test
  void tooMuch_isTakenFromWhoHoldsMost_theOldestFirst() {
    send("modest", "one", 40);
    send("greedy 1", "other", 30);
    send("greedy 2", "other", 30);
    assertThat(aborted).isEmpty();
    send("greedy 3", "other", 30);
    assertThat(aborted).containsExactly("greedy 1");
    assertThat(undelivered.bytes()).isEqualTo(100);
    assertThat(givenUp).hasValue(1);
  }

  @Test
  void delivered_takesNoMemory_andIsNotGivenUp() {
    send("read", "one", 90);
    onTheirWay.get(0).succeeded();
    assertThat(undelivered.bytes()).isZero();
    send("unread", "one", 90);
    assertThat(aborted).isEmpty();
    assertThat(undelivered.bytes()).isEqualTo(90);
  }
}
