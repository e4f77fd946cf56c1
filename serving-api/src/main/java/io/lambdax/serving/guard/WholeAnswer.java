package io.lambdax.serving.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.util.Callback;

/**
 * Collects what is written, and sends it when it is whole, without a thread that waits for the
 * client to read it. Of one request, and one thread at a time.
 */
final class WholeAnswer extends HttpServletResponseWrapper {
  private final Undelivered undelivered;
  private final String client;
  private Optional<Collected> collected = Optional.empty();

  WholeAnswer(HttpServletResponse response, Undelivered undelivered, String client) {
    super(response);
    this.client = client;
    this.undelivered = undelivered;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    if (collected.isEmpty()) {
      collected = Optional.of(new Collected());
    }
    return collected.get();
  }

  @Override
  public PrintWriter getWriter() {
    throw new UnsupportedOperationException("an answer is bytes: write them to the stream");
  }

  /** Sends what was written, if it was not sent. */
  void send() throws IOException {
    if (collected.isPresent()) {
      collected.get().close();
    }
  }

  @Override
  public void flushBuffer() {
    // what is whole is sent
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    collected = Optional.empty();
  }

  @Override
  public void reset() {
    super.reset();
    collected = Optional.empty();
  }

  /** Gives its bytes away without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {
    private ByteBuffer all() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  private record Connection(HttpOutput out) implements Undelivered.Way {
    @Override
    public void send(ByteBuffer content, Callback done) {
      out.sendContent(content, done);
    }

    @Override
    public void abort(IOException why) {
      out.getHttpChannel().abort(why);
    }
  }

  private final class Collected extends ServletOutputStream {
    private final Bytes bytes = new Bytes();
    private boolean sent;

    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes.write(some, from, length);
    }

    @Override
    public void flush() {
      // what is whole is sent
    }

    @Override
    public void close() throws IOException {
      if (!sent) {
        sent = true;
        undelivered.send(
            new Connection((HttpOutput) getResponse().getOutputStream()), bytes.all(), client);
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("an answer is written at once");
    }
  }
}
