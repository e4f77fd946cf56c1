package io.lambdax.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks twenty questions a second until closed, and notes every answer that is older than an earlier
 * one was: of a lower view, version or newest day.
 */
final class Reader implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;
  private static final List<String> QUESTIONS =
      List.of(
          "x=market:DAX:close&y=health:DEU:cases&xTransform=return&yTransform=growth7&lag=14",
          "x=market:DAX:close&y=health:ITA:deaths&xTransform=level&yTransform=avg7",
          "x=market:DAX:close&y=health:USA:cases&window=90",
          "x=market:DAX:close&y=health:FRA:cases&xTransform=return&yTransform=relchange&lag=-7");

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final int port;
  private long view;
  private long version;
  private String newest = "";
  private String market = "";
  private boolean mayGoBack;
  private volatile long answers;

  Reader(int port) {
    this.port = port;
    var unused = clock.scheduleAtFixedRate(this::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** From now on one answer may be of an earlier view, as when someone goes back to it. */
  synchronized void viewMayGoBack() {
    mayGoBack = true;
  }

  private synchronized void ask() {
    String question = QUESTIONS.get((int) (answers % QUESTIONS.size()));
    try {
      JsonNode answer = Asking.json(port, "/api/v1/correlation?" + question);
      long nextView = answer.at("/view/version").asLong();
      long nextVersion = answer.get("version").asLong();
      String nextNewest = answer.at("/newest/health").asText();
      String nextMarket = answer.at("/newest/market").asText();
      boolean back = nextView < view && !mayGoBack;
      mayGoBack &= nextView >= view;
      if (back
          || nextVersion < version
          || nextNewest.compareTo(newest) < 0
          || nextMarket.compareTo(market) < 0) {
        broken.add(
            "after view %d, version %d, newest days %s and %s came %s"
                .formatted(view, version, market, newest, answer));
      }
      view = nextView;
      version = nextVersion;
      newest = nextNewest;
      market = nextMarket;
      answers++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | AssertionError e) {
      broken.add(question + ": " + e);
    }
  }

  /** What was wrong so far. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** How many answers came. */
  long answers() {
    return answers;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
