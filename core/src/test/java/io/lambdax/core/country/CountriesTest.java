package io.lambdax.core.country;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
  private final Countries countries = Countries.bundled();

  @ParameterizedTest
  @CsvSource({
    "DEU, DE, Germany, DEU",
    "'', EL, Greece, GRC",
    "'', UK, United_Kingdom, GBR",
    "'', XK, Kosovo, XKX",
    "'', NA, Namibia, NAM",
    "'', TW, Taiwan, TWN",
    "CNG1925, TW, Taiwan, TWN",
    "N/A, JPG11668, Cases_on_an_international_conveyance_Japan, JPG11668",
    "MSF, MS, Montserrat, MSF",
    "'', CZ, Czech_Republic, CZE",
    "'', BLM, Saint_Barthelemy, BLM",
    "QQQ, QQ, Nowhere, QQQ",
    "'', QQ9, Nowhere, QQ9",
    "'', '', 'Sankt Nirgendwo (old)', sankt-nirgendwo-old",
  })
  void codeThenGeoIdThenName(String code, String geoId, String name, String entity) {
    assertThat(countries.entity(code, geoId, name)).contains(entity);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, DEU",
    "DEU, DEU",
    "Czech_Republic, CZE",
    "Czechia, CZE",
    "CuraÃ§ao, CUW",
    "Curaçao, CUW",
    "Curacao, CUW",
    "US, USA",
    "'Korea, South', KOR",
    "Taiwan*, TWN",
    "West Bank and Gaza, PSE",
    "OWID_KOS, XKX",
    "OWID_WRL, OWID_WRL",
    "OWID_NEW, OWID_NEW",
    "International, OWID_INT",
    "MS Zaandam, ms-zaandam",
    "QQQ, QQQ",
  })
  void oneTextIsACodeOrAName(String text, String entity) {
    assertThat(countries.entity(text)).contains(entity);
  }

  @Test
  void nothingGiven_noEntity() {
    assertThat(countries.entity(" ")).isEmpty();
    assertThat(countries.entity("", "", "")).isEmpty();
  }

  @Test
  void entitiesAreShownByTheirName() {
    assertThat(countries.displayName("DEU")).isEqualTo("Germany");
    assertThat(countries.displayName("CUW")).isEqualTo("Curaçao");
    assertThat(countries.displayName("QQ9")).isEqualTo("QQ9");
  }
}
