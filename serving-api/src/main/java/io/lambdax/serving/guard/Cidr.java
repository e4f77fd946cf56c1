package io.lambdax.serving.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 192.0.2.7}. Nothing
 * is ever looked up by name.
 *
 * @param network its first address
 * @param bits how many leading bits all its addresses share
 */
record Cidr(InetAddress network, int bits) {
  private static final int LONGEST = "0000:0000:0000:0000:0000:ffff:255.255.255.255".length();
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String start = slash < 0 ? text : text.substring(0, slash);
    InetAddress network = address(start).orElseThrow(() -> wrong(text));
    int most = network.getAddress().length * 8;
    int bits = most;
    if (slash >= 0) {
      try {
        bits = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
    }
    if (bits < 0 || bits > most) {
      throw wrong(text);
    }
    return new Cidr(network, bits);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "lambdax.serving.trusted-proxies has '%s': give addresses or ranges such as 10.0.0.0/8, with commas"
            .formatted(text));
  }

  /** An address that is written out; names are none. */
  static Optional<InetAddress> address(String text) {
    if (text.length() > LONGEST || (!V4.matcher(text).matches() && !V6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in it; one of the other family never is. */
  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
