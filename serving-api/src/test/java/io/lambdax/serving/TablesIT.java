package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer as a table, beside the same answer as JSON. */
class TablesIT {
  private static final String PAIR = "x=market:DAX:close&y=health:DEU:cases";

  private static Database database;
  private static TestApi api;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_tables", TestServices.memcached().servers());
    database = TestApi.database(config);
    new TestViews(database).publish(1);
    api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "series? | series | id,kind,entity,name,measure,source,firstDay,lastDay,days | 0/id",
        "series/market:DAX:close?transform=return& | points | day,value | 0/0",
        "countries? | none | code,name,id,measure,source,firstDay,lastDay,days | none",
        "correlation/profile?$& | profile | lag,n,r,nEff,p,ci95Low,ci95High | 0/lag",
        "correlation/rolling?$& | rolling | from,to,n,r,reason,nEff,p,ci95Low,ci95High,pIid | 0/from",
        "correlation/scatter?$& | points | xDay,yDay,x,y | 0/0",
        "correlation/matrix?$&lag=best& | none | x,y,lag,n,r,reason,nEff,p,pAdjusted | none",
        "correlation/top? | rows | x,y,r0,n0,lag,r,n,lagsTested,nEff,p,ci95Low,ci95High,pAdjusted,q,family,qFrom | 0/x",
      })
  void table_hasTheRowsOfTheJson(String path, String rows, String header, String first)
      throws Exception {
    String address = "/api/v1/" + path.replace("$", PAIR);
    TestApi.Reply json = api.get(address + "format=json");
    TestApi.Reply csv = api.get(address + "format=csv");
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv").contains("charset=utf-8");
    assertThat(csv.response().headers().allValues("Vary")).contains("Accept", "Accept-Encoding");
    assertThat(csv.header("X-Cache")).as("one cached answer for both").isEqualTo("hit");
    assertThat(csv.header("ETag")).isNotEqualTo(json.header("ETag"));
    List<String> lines = csv.text().lines().toList();
    assertThat(csv.text()).endsWith("\r\n").contains(header + "\r\n");
    assertThat(lines.get(0)).isEqualTo(header);
    if (!rows.equals("none")) {
      assertThat(lines).hasSize(1 + json.json().get(rows).size());
      assertThat(lines.get(1)).startsWith(json.json().at("/" + rows + "/" + first).asText() + ",");
    }

    TestApi.Reply accepted =
        api.get(address.substring(0, address.length() - 1), "Accept", "text/csv");
    assertThat(accepted.bytes()).isEqualTo(csv.bytes());
    assertThat(accepted.header("ETag")).isEqualTo(csv.header("ETag"));
    assertThat(api.get(address + "format=csv", "If-None-Match", csv.header("ETag")).status())
        .isEqualTo(304);
    assertThat(api.get(address + "format=csv", "If-None-Match", json.header("ETag")).status())
        .isEqualTo(200);
  }

  @Test
  void figures_haveTheDigitsOfTheJson_andNullIsEmpty() throws Exception {
    String ask = "/api/v1/correlation?" + PAIR + "&lag=14&window=90";
    JsonNode json = api.get(ask).json();
    List<String> lines = api.get(ask + "&format=csv").text().lines().toList();
    assertThat(lines.get(1))
        .isEqualTo(
            "market:DAX:close,health:DEU:cases,level,level,14,pearson,,,90,%s,%s,,%s,%s,%s,%s,,%s,%s"
                .formatted(
                    json.get("n").asText(),
                    json.get("r").asText(),
                    json.get("nEff").asText(),
                    json.get("p").asText(),
                    json.get("ci95").get(0).asText(),
                    json.get("ci95").get(1).asText(),
                    json.get("firstDay").asText(),
                    json.get("lastDay").asText()));
    assertThat(Double.parseDouble(lines.get(1).split(",")[10])).isEqualTo(json.get("r").asDouble());
  }

  @Test
  void matrixAndCountries_haveALineForEachCell() throws Exception {
    String matrix = "/api/v1/correlation/matrix?x=market:*:close&y=health:*:cases&lag=3";
    JsonNode json = api.get(matrix).json();
    List<String> lines = api.get(matrix + "&format=csv").text().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2))
        .isEqualTo(
            "market:DAX:close,health:FRA:cases,3,%s,%s,,%s,%s,"
                .formatted(
                    json.at("/n/0/1").asText(),
                    json.at("/r/0/1").asText(),
                    json.at("/nEff/0/1").asText(),
                    json.at("/p/0/1").asText()));
    assertThat(api.get("/api/v1/countries?format=csv").text().lines().skip(1))
        .containsExactly(
            "DEU,Germany,health:DEU:cases,cases,test,2020-01-01,2020-07-18,200",
            "DEU,Germany,health:DEU:deaths,deaths,test,2020-01-01,2020-07-18,200",
            "FRA,France,health:FRA:cases,cases,test,2020-01-01,2020-07-18,200");
  }

  @Test
  void top_saysInEachLineWhatItsQIsAbout() throws Exception {
    String top = "/api/v1/correlation/top?limit=2";
    JsonNode json = api.get(top).json();
    List<String> lines = api.get(top + "&format=csv").text().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2))
        .startsWith(json.at("/rows/1/x").asText())
        .endsWith(",%d,%s".formatted(json.get("family").asLong(), json.get("qFrom").asText()));
    assertThat(json.get("family").asLong()).isPositive();
  }

  @Test
  void pages_goOnByLink_andFreshnessIsAHeader() throws Exception {
    TestApi.Reply page = api.get("/api/v1/series?kind=health&limit=2&format=csv");
    assertThat(new ObjectMapper().readTree(page.header("Lambdax-Freshness")))
        .isEqualTo(without(api.get("/api/v1/series").json(), "series", "total", "next"));
    String link = page.header("Link");
    assertThat(link).endsWith(">; rel=\"next\"");
    TestApi.Reply next = api.get(link.substring(1, link.indexOf('>')));
    assertThat(next.text().lines().skip(1)).singleElement().asString().contains("FRA");
    assertThat(next.header("Link")).isEmpty();
  }

  private static JsonNode without(JsonNode json, String... members) {
    return ((ObjectNode) json).without(List.of(members));
  }

  @Test
  void problems_staySo_whateverIsAccepted() throws Exception {
    for (String path : List.of("series?format=xml", "status?format=csv", "series?kind=x")) {
      TestApi.Reply reply = api.get("/api/v1/" + path, "Accept", "text/csv");
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }
    assertThat(api.get("/api/v1/series?format=xml").json().get("expected").asText())
        .isEqualTo("one of json, csv");
  }
}
