package io.lambdax.serving.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Tells who a request comes from. A peer speaks for itself unless it is a trusted proxy; that one
 * is believed the last address that it added to {@code X-Forwarded-For}, and so on to the left.
 * What stands left of the first stranger could be anybody's invention. Immutable.
 */
final class Clients {
  private static final int V6_NETWORK_BYTES = 8;

  private final List<Cidr> trusted;

  Clients(List<Cidr> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * The right-most address that is not a trusted proxy's.
   *
   * @param peer the other end of the connection, as an address
   * @param forwarded all headers {@code X-Forwarded-For}, in order
   */
  String client(String peer, Enumeration<String> forwarded) {
    if (trusted.isEmpty()) {
      return peer;
    }
    Optional<InetAddress> address = Cidr.address(unscoped(peer));
    if (address.isEmpty() || !isTrusted(address.get())) {
      return peer;
    }
    InetAddress client = address.get();
    List<String> hops =
        Collections.list(forwarded).stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(hop -> bare(hop.trim()))
            .toList();
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> hop = Cidr.address(hops.get(i));
      if (hop.isEmpty()) {
        break; // a proxy says nothing usable: what it passed on is its own
      }
      client = hop.get();
    }
    return client.getHostAddress();
  }

  /** Whom a limit is for: an address, or the network of 64 bits that one customer has in IPv6. */
  static String bucket(String client) {
    if (client.indexOf(':') < 0) {
      return client; // not of IPv6
    }
    byte[] bytes = Cidr.address(unscoped(client)).map(InetAddress::getAddress).orElse(new byte[0]);
    return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, V6_NETWORK_BYTES)) : client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static String unscoped(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? unbracketed(address) : unbracketed(address.substring(0, zone));
  }

  private static String unbracketed(String address) {
    return address.replace("[", "").replace("]", "");
  }

  /** Without a port, which some proxies add. */
  private static String bare(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
