package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServicesForTestsIT {
  @Test
  void eachStartsOnce() {
    assertThat(TestServices.memcached()).isSameAs(TestServices.memcached());
    assertThat(TestServices.mariaDb()).isSameAs(TestServices.mariaDb());
  }
}
