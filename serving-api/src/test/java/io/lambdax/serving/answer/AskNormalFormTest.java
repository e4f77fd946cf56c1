package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One question is one key, however it is written; two questions are two. */
class AskNormalFormTest {
  private static final Map<String, String> DEFAULTS =
      Map.of("xTransform", "level", "yTransform", "level", "lag", "0", "method", "pearson");

  private static Map<String, List<String>> query(Map<String, String> parameters, Random random) {
    List<Map.Entry<String, String>> entries = new ArrayList<>(parameters.entrySet());
    Collections.shuffle(entries, random);
    Map<String, List<String>> query = new LinkedHashMap<>();
    entries.forEach(entry -> query.put(entry.getKey(), List.of(entry.getValue())));
    return query;
  }

  private static Map<String, String> question(int lag, int window, boolean spelledOut) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (spelledOut) {
      parameters.putAll(DEFAULTS);
    }
    parameters.put("x", "market:DAX:close");
    parameters.put("y", "health:DEU:cases");
    if (lag != 0) {
      parameters.put("lag", Integer.toString(lag));
    }
    if (window != 0) {
      parameters.put("window", Integer.toString(window));
    }
    return parameters;
  }

  @Property
  void orderAndSpelledOutDefaults_changeNothing(
      @ForAll @IntRange(min = -3, max = 3) int lag,
      @ForAll @IntRange(min = 0, max = 3) int window,
      @ForAll Random random) {
    assertThat(
            Asks.CORRELATION.ask(Map.of(), query(question(lag, window, true), random)).toString())
        .isEqualTo(
            Asks.CORRELATION.ask(Map.of(), query(question(lag, window, false), random)).toString());
  }

  @Example
  void allDays_areOneQuestionHoweverTheyAreAskedFor() {
    Map<String, List<String>> all = Map.of("window", List.of("0"));
    for (Address address : List.of(Asks.CORRELATION, Asks.PROFILE, Asks.ROLLING, Asks.SCATTER)) {
      Map<String, List<String>> question = query(question(0, 0, false), new Random(1));
      String leftOut = address.ask(Map.of(), question).toString();
      question.putAll(all);
      assertThat(address.ask(Map.of(), question).toString()).isEqualTo(leftOut);
      question.put("from", List.of("2020-03-01"));
      assertThat(address.ask(Map.of(), question).toString()).isNotEqualTo(leftOut);
    }
    assertThat(Asks.TOP.ask(Map.of(), all).toString())
        .isEqualTo(Asks.TOP.ask(Map.of(), Map.of()).toString());
  }

  @Property
  void differentQuestions_differ(
      @ForAll @IntRange(min = -3, max = 3) int lag,
      @ForAll @IntRange(min = -3, max = 3) int otherLag,
      @ForAll @IntRange(min = 0, max = 3) int window,
      @ForAll Random random) {
    String one =
        Asks.CORRELATION.ask(Map.of(), query(question(lag, window, true), random)).toString();
    String other =
        Asks.CORRELATION.ask(Map.of(), query(question(otherLag, 0, true), random)).toString();
    assertThat(one.equals(other)).isEqualTo(lag == otherLag && window == 0);
    Map<String, String> profile = question(0, window, false);
    assertThat(Asks.PROFILE.ask(Map.of(), query(profile, random)).toString()).isNotEqualTo(one);
  }

  @Property
  void freeText_cannotImitateAnotherAsk(@ForAll @IntRange(min = 1, max = 9) int limit) {
    String plain = Asks.LIST.ask(Map.of(), Map.of("limit", List.of("" + limit))).toString();
    String forged =
        Asks.LIST
            .ask(Map.of(), Map.of("text", List.of("x], limit=" + limit + ", text=Optional.empty]")))
            .toString();
    assertThat(forged).isNotEqualTo(plain);
  }
}
