package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {
  private final Clients clients =
      new Clients(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")));

  /** Headers are kept apart by semicolons. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9", // a stranger is not believed
        "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 1.2.3.4, 198.51.100.1 | 198.51.100.1", // what the client sent is not believed
        "10.0.0.1 | 198.51.100.1, 10.2.2.2 | 198.51.100.1",
        "10.0.0.1 | 1.2.3.4; 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
        "10.0.0.1 | [2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1 | 198.51.100.1, unknown | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1, | 10.0.0.1",
        "10.0.0.1 | 10.3.3.3 | 10.3.3.3",
        "[fd00::1] | 198.51.100.1 | 198.51.100.1",
        "fe80::1%eth0 | 198.51.100.1 | fe80::1%eth0",
      })
  void client_isTheRightMostThatIsNoTrustedProxy(String peer, String headers, String client) {
    var forwarded = Collections.enumeration(Arrays.asList(headers.split("; ", -1)));
    assertThat(clients.client(peer, forwarded)).isEqualTo(client);
  }

  @Test
  void client_withoutTheHeader_isThePeer() {
    assertThat(clients.client("10.0.0.1", Collections.emptyEnumeration())).isEqualTo("10.0.0.1");
  }

  @Test
  void bucket_isOneForANetworkOfOneCustomer() {
    assertThat(Clients.bucket("2001:db8::1")).isEqualTo(Clients.bucket("[2001:db8::ffff:2]"));
    assertThat(Clients.bucket("2001:db8::1")).isNotEqualTo(Clients.bucket("2001:db8:0:1::1"));
    assertThat(Clients.bucket("10.0.0.1")).isNotEqualTo(Clients.bucket("10.0.0.2"));
  }
}
