package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.Kind;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import io.lambdax.store.view.SeriesEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /series}: which series there are, page by page if a client likes that better.
 *
 * @param text what the id or the name must contain, letter case aside; the last component, so that
 *     whatever it says the ask's normal form is its own
 */
record SeriesListAsk(
    Optional<Kind> kind,
    Optional<String> entity,
    Optional<String> measure,
    int limit,
    Optional<PageAfter> after,
    Optional<String> text)
    implements ListAsk {
  private static final int MOST = 10_000;

  private static final Parameter<Kind> KIND =
      Parameter.of("kind", Form.kind(), "Only series of that kind.");
  private static final Parameter<String> ENTITY =
      Parameter.of(
          "entity",
          Form.matching(TopFilter.ENTITY, "an entity", "DEU"),
          "Only series of that index, share or country.");
  private static final Parameter<String> COUNTRY =
      Parameter.of(
          "country",
          Form.matching(TopFilter.ENTITY, "a country's code", "DEU"),
          "Short for kind=health and that entity.");
  private static final Parameter<String> MEASURE =
      Parameter.of(
          "measure",
          Form.matching(TopFilter.MEASURE, "a measure", "cases"),
          "Only series of that measure.");
  private static final Parameter<String> TEXT =
      Parameter.of(
          "text",
          Form.matching(
              "(?=.*\\S)[^\\x00-\\x1F\\x7F]{1,64}", "1 to 64 characters of a name", "germ"),
          "Only series whose id or name contains that, letter case aside; not just blanks.");
  private static final Parameter<Integer> MOST_SERIES =
      Parameter.of("limit", Form.integer(1, MOST, 5), "At most so many series.").or(MOST);
  private static final Parameter<PageAfter> AFTER =
      Parameter.of(
          "after",
          PageAfter.FORM,
          "The page after the one whose 'next' this is; refused once the list has changed.");

  static final List<Parameter<?>> PARAMETERS =
      List.of(KIND, ENTITY, COUNTRY, MEASURE, TEXT, MOST_SERIES, AFTER);

  static SeriesListAsk of(Parameters parameters) {
    Optional<Kind> kind = KIND.find(parameters);
    Optional<String> entity = ENTITY.find(parameters);
    Optional<String> country = COUNTRY.find(parameters);
    if (country.isPresent() && (entity.isPresent() || kind.equals(Optional.of(Kind.MARKET)))) {
      throw parameters.bad(
          COUNTRY.name(), "a country without entity and kind, because it stands for kind=health");
    }
    return new SeriesListAsk(
        country.isPresent() ? Optional.of(Kind.HEALTH) : kind,
        country.or(() -> entity),
        MEASURE.find(parameters),
        MOST_SERIES.in(parameters),
        AFTER.find(parameters),
        TEXT.find(parameters).map(text -> text.toLowerCase(Locale.ROOT)));
  }

  private static final Table TABLE =
      Table.of("series", "id kind entity name measure source firstDay lastDay days");

  @Override
  public ObjectNode answer(View view) {
    after.ifPresent(page -> page.requireSame(view.directory(), AFTER.name()));
    List<SeriesEntry> found = view.directory().entries().stream().filter(this::matches).toList();
    List<SeriesEntry> rest = found.stream().filter(this::isAfter).toList();
    List<SeriesEntry> page = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode json = Json.object();
    ArrayNode series = json.putArray("series");
    page.forEach(entry -> fill(series.addObject(), entry));
    json.put("total", found.size());
    json.put("next", page.size() == rest.size() ? null : next(view, page));
    return json;
  }

  private static String next(View view, List<SeriesEntry> page) {
    return PageAfter.of(view.directory(), page.get(page.size() - 1).id()).word();
  }

  private boolean isAfter(SeriesEntry entry) {
    return after.map(page -> entry.id().compareTo(page.last()) > 0).orElse(true);
  }

  @Override
  public Table table() {
    return TABLE;
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
        .with("series", Schema.array(series.schema()), "Those of the page, by id.")
        .with("total", Schema.integer(0), "How many there are on all pages.")
        .with(
            "next",
            Schema.orNull(PageAfter.FORM.schema()),
            "What the next page is asked with as 'after'; null on the last.")
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
