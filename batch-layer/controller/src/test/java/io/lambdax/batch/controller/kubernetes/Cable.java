package io.lambdax.batch.controller.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to a port of this machine that can be pulled out and plugged in again. */
final class Cable implements AutoCloseable {

  private enum State {
    WHOLE,
    CUT,
    ONE_WAY
  }

  private final int to;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;

  Cable(int to) throws IOException {
    this.to = to;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread("cable", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Breaks every connection, and new ones as soon as they are made. */
  void cut() {
    state = State.CUT;
    breakAll();
  }

  /** Requests arrive, answers do not: also on connections that are made from now on. */
  void swallowAnswers() {
    state = State.ONE_WAY;
  }

  void heal() {
    boolean deaf = state == State.ONE_WAY;
    state = State.WHOLE;
    if (deaf) {
      breakAll();
    }
  }

  private void breakAll() {
    open.forEach(Cable::close);
    open.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (state == State.CUT) {
          close(client);
          continue;
        }
        Socket server = new Socket();
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        open.add(client);
        open.add(server);
        thread("cable-there", () -> copy(client, server, false));
        thread("cable-back", () -> copy(server, client, true));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void copy(Socket from, Socket into, boolean answers) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!answers || state != State.ONE_WAY) {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException broken) {
      // Either side hung up, or the cable was cut: both ends are told below.
    } finally {
      close(from);
      close(into);
      open.remove(from);
      open.remove(into);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    breakAll();
  }
}
