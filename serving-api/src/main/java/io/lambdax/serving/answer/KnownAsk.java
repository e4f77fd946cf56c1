package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.AsOf;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Then;
import io.lambdax.serving.view.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that is asked of what was known at a version, without a look ahead.
 *
 * @param ask about values, which it takes from the view that it is given
 */
record KnownAsk(Ask ask, AsOf asOf) implements Ask {
  private static final String VERSION = "[1-9]\\d{0,17}";
  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = DAY + "T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z";
  private static final Pattern VERSIONS = Pattern.compile(VERSION);
  private static final Pattern DAYS = Pattern.compile(DAY);
  private static final Pattern ALL = Pattern.compile(VERSION + "|" + DAY + "|" + TIME);

  static final Parameter<AsOf> AS_OF =
      Parameter.of(
          "asOf",
          new Form<>(
              Schema.oneOf(
                  Schema.matching(VERSION),
                  Schema.day(),
                  Schema.matching(TIME).put("format", "date-time")),
              "a version, a day or a time in UTC, for example 17, 2020-04-01 or 2020-04-01T12:00:00Z",
              "1",
              KnownAsk::read),
          "Only the facts that were known then: up to this version, or published by the end of this"
              + " day or at this time.");

  /** That ask, of what was known then if the request says when. */
  static Ask of(Ask ask, Parameters parameters) {
    return AS_OF.find(parameters).<Ask>map(asOf -> new KnownAsk(ask, asOf)).orElse(ask);
  }

  private static Optional<AsOf> read(String text) {
    if (!ALL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      if (VERSIONS.matcher(text).matches()) {
        return Optional.of(AsOf.version(text));
      }
      Instant end =
          DAYS.matcher(text).matches()
              ? LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
              : Instant.parse(text).plusNanos(1);
      return Optional.of(AsOf.before(text, end));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // such as 2020-02-30
    }
  }

  @Override
  public Set<SeriesId> series(Moment moment) {
    return ask.series(moment);
  }

  @Override
  public String dependsOn(Moment moment) {
    return ask.dependsOn(moment);
  }

  @Override
  public Freshness freshness(Moment moment) {
    return ask.freshness(moment);
  }

  @Override
  public ObjectNode answer(View view) {
    Then then = view.asOf(AS_OF.name(), asOf, ask.series(view.moment()));
    ObjectNode json = ask.answer(then.view());
    ObjectNode known = json.putObject(AS_OF.name()).put("version", then.version());
    Json.put(known, "publishedAt", then.published());
    return json;
  }

  @Override
  public Table table() {
    return ask.table();
  }

  /** The schema of an answer that may be of what was known then. */
  static ObjectNode schema(ObjectNode of) {
    Members known =
        new Members()
            .with("version", Shapes.version(), "The newest version that counted.")
            .with(
                "publishedAt",
                Schema.orNull(Schema.instant()),
                "When it was published; null while the batch view does not have it.");
    ObjectNode schema = of.deepCopy();
    ((ObjectNode) schema.get("properties"))
        .set(
            AS_OF.name(),
            known.schema().put("description", "With asOf only: what was known then, and not now."));
    return schema;
  }
}
