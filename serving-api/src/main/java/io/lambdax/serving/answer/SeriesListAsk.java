package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import io.lambdax.store.view.SeriesEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /series}: which series there are.
 *
 * @param text what the id or the name must contain, letter case aside; the last component, so that
 *     whatever it says the ask's normal form is its own
 */
record SeriesListAsk(
    Optional<Kind> kind,
    Optional<String> entity,
    Optional<String> measure,
    int limit,
    Optional<String> text)
    implements Ask {
  private static final int MOST = 10_000;

  private static final Parameter<Kind> KIND =
      Parameter.of("kind", Form.kind(), "Only series of that kind.");
  private static final Parameter<String> ENTITY =
      Parameter.of(
          "entity",
          Form.matching(TopAsk.ENTITY, "an entity", "DEU"),
          "Only series of that index, share or country.");
  private static final Parameter<String> MEASURE =
      Parameter.of(
          "measure",
          Form.matching(TopAsk.MEASURE, "a measure", "cases"),
          "Only series of that measure.");
  private static final Parameter<String> TEXT =
      Parameter.of(
          "text",
          Form.matching("[^\\x00-\\x1F\\x7F]{1,64}", "1 to 64 characters of a name", "germ"),
          "Only series whose id or name contains that, letter case aside; not just blanks.");
  private static final Parameter<Integer> MOST_SERIES =
      Parameter.of("limit", Form.integer(1, MOST, 5), "At most so many series.").or(MOST);

  static final List<Parameter<?>> PARAMETERS = List.of(KIND, ENTITY, MEASURE, TEXT, MOST_SERIES);

  static SeriesListAsk of(Parameters parameters) {
    return new SeriesListAsk(
        KIND.find(parameters),
        ENTITY.find(parameters),
        MEASURE.find(parameters),
        MOST_SERIES.in(parameters),
        TEXT.find(parameters).map(text -> text.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Set<SeriesId> series() {
    return Set.of();
  }

  @Override
  public String dependsOn(Moment moment) {
    return moment.realtime().newer().keySet().stream()
        .sorted()
        .map(id -> id + " " + moment.stamp(id))
        .collect(Collectors.joining("\n", moment.batch().token() + "\n", ""));
  }

  @Override
  public Freshness freshness(Moment moment) {
    return Freshness.ofSeriesList(moment);
  }

  @Override
  public ObjectNode answer(View view) {
    List<SeriesEntry> found = view.directory().entries().stream().filter(this::matches).toList();
    ObjectNode json = Json.object();
    ArrayNode series = json.putArray("series");
    found.stream().limit(limit).forEach(entry -> fill(series.addObject(), entry));
    json.put("total", found.size());
    return json;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members series =
        new Members()
            .with("id", Shapes.series(), "Its name in every question.")
            .with("kind", Form.kind().schema(), "The first part of the id.")
            .with("entity", Schema.text(), "The second part.")
            .with("name", Schema.text(), "What people call the entity.")
            .with("measure", Schema.text(), "The third part.")
            .with("source", Schema.text(), "Where it comes from.")
            .with("firstDay", Schema.day(), "Its first day with a value.")
            .with("lastDay", Schema.day(), "Its last day with a value.")
            .with("days", Schema.integer(1), "How many days have a value.");
    return new Members()
        .with("series", Schema.array(series.schema()), "The first of them, by id.")
        .with("total", Schema.integer(0), "How many there are without the limit.")
        .and(Shapes.freshnessOfList())
        .schema();
  }

  private boolean matches(SeriesEntry entry) {
    return kind.map(k -> k == entry.id().kind()).orElse(true)
        && entity.map(e -> e.equals(entry.id().entity())).orElse(true)
        && measure.map(m -> m.equals(entry.id().measure())).orElse(true)
        && text.map(t -> contains(entry, t)).orElse(true);
  }

  private static boolean contains(SeriesEntry entry, String text) {
    return entry.id().toString().toLowerCase(Locale.ROOT).contains(text)
        || Names.of(entry.id()).toLowerCase(Locale.ROOT).contains(text);
  }

  private static void fill(ObjectNode json, SeriesEntry entry) {
    json.put("id", entry.id().toString())
        .put("kind", entry.id().kind().word())
        .put("entity", entry.id().entity())
        .put("name", Names.of(entry.id()))
        .put("measure", entry.id().measure())
        .put("source", entry.source())
        .put("firstDay", entry.firstDay().toString())
        .put("lastDay", entry.lastDay().toString())
        .put("days", entry.days());
  }
}
