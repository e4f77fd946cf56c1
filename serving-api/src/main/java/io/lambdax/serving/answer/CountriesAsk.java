package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.Kind;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import io.lambdax.store.view.SeriesEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /countries}: the entities of health series, and which series each of them has. */
record CountriesAsk() implements ListAsk {
  static final List<Parameter<?>> PARAMETERS = List.of();

  static CountriesAsk of(Parameters parameters) {
    return new CountriesAsk();
  }

  private static final Table TABLE =
      Table.of(CountriesAsk::rows, "code name id measure source firstDay lastDay days");

  @Override
  public ObjectNode answer(View view) {
    ObjectNode json = Json.object();
    ArrayNode countries = json.putArray("countries");
    view.directory().entries().stream()
        .filter(entry -> entry.id().kind() == Kind.HEALTH)
        .collect(
            Collectors.groupingBy(entry -> entry.id().entity(), TreeMap::new, Collectors.toList()))
        .forEach((code, entries) -> fill(countries.addObject(), code, entries));
    json.put("total", countries.size());
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** A line for each series of each country. */
  private static Stream<JsonNode> rows(JsonNode answer) {
    return Table.elements(answer.get("countries"))
        .flatMap(
            country ->
                Table.elements(country.get("series"))
                    .map(
                        series ->
                            series
                                .<ObjectNode>deepCopy()
                                .put("code", country.get("code").asText())
                                .put("name", country.get("name").asText())));
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members series =
        new Members()
            .with("id", Shapes.series(), "Its name in every question.")
            .with("measure", Schema.text(), "What is counted.")
            .with("source", Schema.text(), "Where it comes from.")
            .with("firstDay", Schema.day(), "Its first day with a value.")
            .with("lastDay", Schema.day(), "Its last day with a value.")
            .with("days", Schema.integer(1), "How many days have a value.");
    Members country =
        new Members()
            .with("code", Schema.text(), "ISO 3166-1 alpha-3 where there is one.")
            .with("name", Schema.text(), "What people call it.")
            .with("series", Schema.array(series.schema()), "Its series, by id.");
    return new Members()
        .with("countries", Schema.array(country.schema()), "All of them, by code.")
        .with("total", Schema.integer(0), "How many they are.")
        .and(Shapes.freshnessOfList())
        .schema();
  }

  private static void fill(ObjectNode json, String code, List<SeriesEntry> entries) {
    json.put("code", code).put("name", Names.of(entries.get(0).id()));
    ArrayNode series = json.putArray("series");
    entries.forEach(
        entry ->
            series
                .addObject()
                .put("id", entry.id().toString())
                .put("measure", entry.id().measure())
                .put("source", entry.source())
                .put("firstDay", entry.firstDay().toString())
                .put("lastDay", entry.lastDay().toString())
                .put("days", entry.days()));
  }
}
