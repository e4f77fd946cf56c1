package io.lambdax.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request made up from the document: right, nearly right, or hostile.
 *
 * @param path as the document has it
 * @param target as it is sent
 * @param wrong the parameters that the document does not allow as they are given, or not at all
 * @param readable whether it is such that a server can tell its parameters
 */
record FuzzedRequest(String path, String target, Set<String> wrong, boolean readable) {
  /** A longer one may be refused with its headers for what it takes: 8 KiB. */
  static final int LONGEST = 7_500;

  private static final List<String> SERIES =
      List.of(
          "market:DAX:close",
          "market:SAP:close",
          "health:DEU:cases",
          "health:DEU:deaths",
          "health:FRA:cases",
          "health:ITA:cases",
          "market:NONE:close@x");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\t",
          "null",
          "undefined",
          "NaN",
          "Infinity",
          "-Infinity",
          "1e9",
          "0x10",
          "1.5",
          "-0",
          "+1",
          "007",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "9".repeat(400),
          "' OR '1'='1",
          "1; drop table series; --",
          "\") union select user(), version() -- ",
          "%' or sleep(5) and '%'='",
          "../../../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "file:///etc/passwd",
          "<script>alert(1)</script>",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "x\r\nSet-Cookie: a=b",
          "x\r\n\r\nHTTP/1.1 200 OK",
          "\0",
          "a\u0000b",
          "ü€漢字",
          "\uD83D\uDE00",
          "\u202Etxt",
          "e\u0301\u0323",
          "\uFEFFlevel",
          "ｌｅｖｅｌ",
          "١٢",
          "LEVEL",
          "level,return",
          "[]",
          "{\"a\":1}",
          "2020-02-30",
          "2020-1-1",
          "+12020-01-01",
          "9999-12-31",
          "0000-01-01",
          "2020-03-01T00:00:00Z",
          "market:DAX",
          "health::cases",
          "market:DAX:close:more",
          "health:DEU:cases@",
          "a".repeat(65),
          "A".repeat(5_000));

  private static final List<String> RAW =
      List.of(
          "%", "%zz", "%c3%28", "%ff%fe", "%00", "%u0041", "a%", "%e0%80%af", "%2", "=", "==&=");

  private static final List<String> ELSEWHERE =
      List.of(
          "/api/v1/%2e%2e/%2e%2e/etc/passwd",
          "/api/v1/series/..%2f..%2fmetrics",
          "/api/v1/series/%00",
          "/api/v1/series/a;b=c",
          "/api/v1/series/%0d%0aX:%20y",
          "/api/v1/series//",
          "/api/v1//correlation",
          "/api/v2/series",
          "/api/v1/correlation/profile/more",
          "/docs/../reference.conf",
          "/api/docs/..%2f..%2freference.conf",
          "/%c0%ae%c0%ae/",
          "/api/v1/serïes",
          "/api/v1/series?%",
          "*",
          "http://elsewhere/api/v1/series",
          "/api/v1/series\r\nX-Injected: 1",
          "/" + "a/".repeat(3_000),
          "/api/v1/series?text=" + "x".repeat(9_000),
          "/api/v1/series?" + "a&".repeat(2_000));

  static FuzzedRequest of(TestContract contract, Random random) {
    if (random.nextInt(20) == 0) {
      return new FuzzedRequest("", pick(ELSEWHERE, random), Set.of(), false);
    }
    List<String> paths =
        contract.paths().stream().filter(path -> !path.endsWith("/events")).toList();
    String path = pick(paths, random);
    Set<String> wrong = new TreeSet<>();
    String target = path;
    boolean readable = true;
    List<String> pairs = new ArrayList<>();
    int hostility = random.nextInt(5);
    for (TestContract.Parameter parameter : contract.parameters(path)) {
      if (parameter.inPath()) {
        String value = value(parameter, hostility, random);
        // Servers may take these for parts of the path.
        readable &= !value.isBlank() && !value.matches("(?s).*[/\\\\;\\p{Cntrl}].*");
        target = target.replace("{" + parameter.name() + "}", encode(value));
        if (!contract.allows(parameter, value)) {
          wrong.add(parameter.name());
        }
        continue;
      }
      if (random.nextInt(parameter.required() ? 12 : 3) > 0 == parameter.required()) {
        String value = value(parameter, hostility, random);
        if (!contract.allows(parameter, value)) {
          wrong.add(parameter.name());
        }
        pairs.add(parameter.name() + "=" + encode(value));
        if (random.nextInt(4) < hostility - 2 && random.nextInt(4) == 0) {
          pairs.add(parameter.name() + "=" + encode(value(parameter, hostility, random)));
          wrong.add(parameter.name());
        }
      } else if (parameter.required()) {
        wrong.add(parameter.name());
      }
    }
    if (hostility > 2 && random.nextInt(4) == 0) {
      String name = random.nextBoolean() ? "lags" : pick(HOSTILE, random);
      if (!name.isEmpty()) {
        pairs.add(encode(name) + "=" + encode(pick(HOSTILE, random)));
        wrong.add(name);
      }
    }
    if (hostility > 3 && random.nextInt(4) == 0) {
      pairs.add((random.nextBoolean() ? "lag=" : "") + pick(RAW, random));
      readable = false;
    }
    String whole = target + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    return new FuzzedRequest(path, whole, wrong, readable && whole.length() < LONGEST);
  }

  /** A value of a parameter; the more hostile, the rarer a right one. */
  private static String value(TestContract.Parameter parameter, int hostility, Random random) {
    if (random.nextInt(12) < hostility - 1) {
      return pick(HOSTILE, random);
    }
    JsonNode schema = parameter.schema();
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
    }
    if (schema.has("minimum")) {
      int least = schema.get("minimum").asInt();
      int most = schema.get("maximum").asInt();
      return Integer.toString(
          switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> hostility > 1 ? least - 1 : least;
            case 3 -> hostility > 1 ? most + 1 : most;
            case 4, 5 -> Math.max(least, Math.min(most, random.nextInt(60) - 30));
            default -> least + random.nextInt(most - least + 1);
          });
    }
    if (schema.path("format").asText().equals("date")) {
      return LocalDate.parse("2019-11-01").plusDays(random.nextInt(400)).toString();
    }
    String example = parameter.example();
    if (example.contains(":")) {
      String kind = example.substring(0, example.indexOf(':') + 1);
      List<String> fit =
          SERIES.stream().filter(id -> parameter.inPath() || id.startsWith(kind)).toList();
      return pick(hostility > 2 ? SERIES : fit, random);
    }
    return example;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static <T> T pick(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
