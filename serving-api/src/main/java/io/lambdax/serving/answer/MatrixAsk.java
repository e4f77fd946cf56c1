package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /correlation/matrix}: Pearson's r of many pairs, each at one lag or at its best one.
 *
 * @param best whether each pair is asked at the best of the lags; else there is one lag
 */
record MatrixAsk(
    Chosen x,
    Chosen y,
    Transform xTransform,
    Transform yTransform,
    Range range,
    boolean best,
    Lags lags)
    implements Ask {
  static final long MOST_PAIRS = 15_000;

  /** Pairs times lags: what such an answer costs grows with it. */
  static final long MOST_POINTS = 100_000;

  private static final String BEST = "best";

  private static final Parameter<Chosen> X =
      Parameter.of("x", Chosen.form("x", Kind.MARKET), "The market series.").asRequired();
  private static final Parameter<Chosen> Y =
      Parameter.of("y", Chosen.form("y", Kind.HEALTH), "The health series.").asRequired();
  private static final Parameter<OptionalInt> LAG =
      Parameter.of(
          "lag",
          lag(),
          "One lag for all pairs, 0 if left out, or best: each pair's best from minLag to maxLag.");

  static final List<Parameter<?>> PARAMETERS =
      Stream.of(List.of(X, Y), Pair.HOW, List.of(LAG), Lags.OF_BEST)
          .<Parameter<?>>flatMap(List::stream)
          .toList();

  static MatrixAsk of(Parameters parameters) {
    OptionalInt lag = LAG.find(parameters).orElse(OptionalInt.of(0));
    return new MatrixAsk(
        X.in(parameters),
        Y.in(parameters),
        Pair.X_TRANSFORM.in(parameters),
        Pair.Y_TRANSFORM.in(parameters),
        Pair.range(parameters),
        lag.isEmpty(),
        lag.isEmpty() ? Lags.of(parameters) : one(parameters, lag.getAsInt()));
  }

  private static Lags one(Parameters parameters, int lag) {
    for (Parameter<?> bound : Lags.OF_BEST) {
      if (parameters.has(bound.name())) {
        throw parameters.bad(
            bound.name(), "lag=best beside it, because it bounds the lags to choose from");
      }
    }
    return new Lags(lag, lag);
  }

  /** A whole number, or the word, which is none. */
  private static Form<OptionalInt> lag() {
    Form<Integer> number = Lags.LAG.form();
    return new Form<>(
        Schema.oneOf(number.schema(), Schema.word(BEST)),
        number.expected() + ", or the word " + BEST,
        BEST,
        text ->
            text.equals(BEST)
                ? Optional.of(OptionalInt.empty())
                : number.reader().apply(text).map(OptionalInt::of));
  }

  private static final Table TABLE =
      Table.of(MatrixRows::cells, "x y lag n r reason nEff p pAdjusted");

  @Override
  public Set<SeriesId> series(Moment moment) {
    SortedSet<SeriesId> xs = x.series(moment.directory());
    SortedSet<SeriesId> ys = y.series(moment.directory());
    requireFew(xs.size(), ys.size());
    SortedSet<SeriesId> all = new TreeSet<>(xs);
    all.addAll(ys);
    return all;
  }

  private void requireFew(int xs, int ys) {
    long pairs = (long) xs * ys;
    String parameter = xs > ys ? "x" : "y";
    if (pairs > MOST_PAIRS) {
      throw tooMany(parameter, xs + " × " + ys + " are " + pairs + " pairs", MOST_PAIRS);
    }
    long points = pairs * lags.count();
    if (points > MOST_POINTS) {
      throw tooMany(
          parameter,
          xs + " × " + ys + " at " + lags.count() + " lags are " + points + " coefficients",
          MOST_POINTS);
    }
  }

  private ProblemException tooMany(String parameter, String given, long most) {
    return new ProblemException(
        Problem.badParameter(
            parameter,
            String.join(",", (parameter.equals("x") ? x : y).names()),
            "fewer series"
                + (best ? " or lags" : "")
                + ": "
                + given
                + ", at most "
                + most
                + " are answered at once"));
  }

  /** Names the series too: which ones are meant can be a matter of which there are. */
  @Override
  public String dependsOn(Moment moment) {
    return series(moment).stream()
        .map(id -> id + " " + moment.stamp(id))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Freshness freshness(Moment moment) {
    return Freshness.ofMany(moment, series(moment));
  }

  @Override
  public ObjectNode answer(View view) {
    Map<SeriesId, Side> xs = sides(view, x, xTransform);
    Map<SeriesId, Side> ys = sides(view, y, yTransform);
    ObjectNode json = Json.object();
    names(json.putArray("x"), xs);
    names(json.putArray("y"), ys);
    json.put("xTransform", xTransform.word()).put("yTransform", yTransform.word());
    Json.range(json, range);
    if (best) {
      json.put("lag", BEST).put("minLag", lags.min()).put("maxLag", lags.max());
    } else {
      json.put("lag", lags.min()).putNull("minLag").putNull("maxLag");
    }
    MatrixRows rows = new MatrixRows(json, best);
    for (Side a : xs.values()) {
      rows.next();
      for (Side b : ys.values()) {
        Pairing pairing = new Pairing(a.values(), b.values(), range.of(a.raw(), b.raw()));
        if (best) {
          rows.add(pairing.best(lags.min(), lags.max()), () -> whyNone(pairing));
        } else {
          rows.add(pairing.answer(lags.min(), Method.PEARSON));
        }
      }
    }
    return json;
  }

  /** As /correlation would say it of the lag that is nearest to none. */
  private String whyNone(Pairing pairing) {
    int lag = Math.max(lags.min(), Math.min(0, lags.max()));
    return "no lag from %d to %d has an r: at lag %d, %s"
        .formatted(
            lags.min(),
            lags.max(),
            lag,
            pairing.answer(lag, Method.PEARSON).reason().orElseThrow());
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    return new Members()
        .with("x", Schema.array(Shapes.series()), "The market series, by id: a row each.")
        .with("y", Schema.array(Shapes.series()), "The health series, by id: a column each.")
        .with("xTransform", Shapes.transform(), "What was done to every x.")
        .with("yTransform", Shapes.transform(), "What was done to every y.")
        .and(Shapes.range())
        .with("lag", Schema.oneOf(Shapes.lag(), Schema.word(BEST)), "As asked.")
        .with("minLag", Schema.orNull(Shapes.lag()), "As asked, with lag=best.")
        .with("maxLag", Schema.orNull(Shapes.lag()), "As asked, with lag=best.")
        .and(MatrixRows.members())
        .and(Shapes.freshnessOfList())
        .schema();
  }

  /** A series before and after its transform, which is applied once for all its pairs. */
  private record Side(Series raw, Transformed values) {}

  private static Map<SeriesId, Side> sides(View view, Chosen chosen, Transform transform) {
    Map<SeriesId, Side> sides = new LinkedHashMap<>();
    for (SeriesId id : chosen.series(view.directory())) {
      Series raw = view.values(chosen.parameter(), id);
      sides.put(id, new Side(raw, transform.apply(raw)));
    }
    return sides;
  }

  private static void names(ArrayNode names, Map<SeriesId, Side> sides) {
    sides.keySet().forEach(id -> names.add(id.toString()));
  }
}
