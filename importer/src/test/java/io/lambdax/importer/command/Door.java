package io.lambdax.importer.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An address of a service that is down until the door is opened. */
final class Door implements AutoCloseable {
  private final String service;
  private final InetSocketAddress address;
  private ServerSocket door = new ServerSocket();

  private Door(String service) throws IOException {
    this.service = service;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.address = (InetSocketAddress) free.getLocalSocketAddress();
    }
  }

  static Door shut(String service) throws IOException {
    return new Door(service);
  }

  String address() {
    return "127.0.0.1:" + address.getPort();
  }

  void open() throws IOException {
    door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(address);
    daemon(
        () -> {
          while (true) {
            Socket in = door.accept();
            int colon = service.lastIndexOf(':');
            Socket out =
                new Socket(
                    service.substring(0, colon), Integer.parseInt(service.substring(colon + 1)));
            daemon(() -> in.getInputStream().transferTo(out.getOutputStream()));
            daemon(() -> out.getInputStream().transferTo(in.getOutputStream()));
          }
        });
  }

  /** What is to be passed on until one side closes. */
  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // One side has gone, as it may: its client asks anew.
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
