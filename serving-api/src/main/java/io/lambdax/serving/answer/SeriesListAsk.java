package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.request.Words;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Names;
import io.lambdax.serving.view.View;
import io.lambdax.store.view.SeriesEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
  static final List<String> PARAMETERS = List.of("kind", "entity", "measure", "text", "limit");

  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,64}");
  private static final int MOST = 10_000;

  static SeriesListAsk of(Parameters parameters) {
    return new SeriesListAsk(
        Words.kind(parameters, "kind"),
        parameters.matching("entity", TopAsk.ENTITY, "an entity, for example DAX or DEU"),
        parameters.matching("measure", TopAsk.MEASURE, "a measure, for example close or cases"),
        parameters.integer("limit", 1, MOST).orElse(MOST),
        parameters
            .matching("text", TEXT, "1 to 64 characters of a name")
            .map(text -> text.toLowerCase(Locale.ROOT)));
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
