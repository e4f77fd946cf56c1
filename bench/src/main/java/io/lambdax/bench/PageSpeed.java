package io.lambdax.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.lambdax.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How heavy and how fast the landing page of a running platform is, in the machine's Chromium. */
@Command(
    name = "page-speed",
    mixinStandardHelpOptions = true,
    description = "Measures the landing page of a running platform.")
public final class PageSpeed implements Callable<Integer> {

  /** Milliseconds until the page has its answer and the frame with it is drawn. */
  private static final String DRAWN =
      """
      async () => {
        const story = document.querySelector('#story');
        const drawn = () => story.getAttribute('aria-busy') === 'false'
          && document.querySelector('#pair-chart canvas');
        while (!drawn()) await new Promise(requestAnimationFrame);
        await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
        return performance.now();
      }
      """;

  /** Waits for what the page loads last: its list. */
  private static final String LOADED =
      """
      async () => {
        while (!document.querySelector('#top-table tbody tr')) await new Promise(requestAnimationFrame);
      }
      """;

  /**
   * Milliseconds from a move of the lag to the frame in which all charts in view answer it: the
   * slider is in view, and so is the chart of all lags above it.
   */
  private static final String MOVED =
      """
      async lag => {
        const slider = document.querySelector('#lag-slider');
        const story = document.querySelector('#story');
        const inView = e => e.getBoundingClientRect().bottom > 0 && e.getBoundingClientRect().top < innerHeight;
        const undrawn = () => [...document.querySelectorAll('[data-drawn=false]')].some(inView);
        slider.scrollIntoView({ block: 'end' });
        await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
        while (undrawn()) await new Promise(requestAnimationFrame);
        const answered = () => new Promise(told => new MutationObserver((_, all) => {
          if (story.getAttribute('aria-busy') !== 'false' || undrawn()) return;
          all.disconnect();
          told();
        }).observe(story, { subtree: true, attributeFilter: ['aria-busy', 'data-drawn'] }));
        const start = performance.now();
        slider.value = String(lag);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await answered();
        await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
        return performance.now() - start;
      }
      """;

  private static final int LAGS = 20;

  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "where the platform is (default: ${DEFAULT-VALUE})")
  private String url;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "how often the page is opened by someone new (default: ${DEFAULT-VALUE})")
  private int rounds;

  public static void main(String[] args) {
    System.exit(new CommandLine(new PageSpeed()).execute(args));
  }

  @Override
  public Integer call() {
    List<Double> bytes = new ArrayList<>();
    List<Double> drawn = new ArrayList<>();
    List<Double> served = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    try (Chromium chromium = Chromium.start()) {
      for (int round = 0; round <= rounds; round++) {
        try (BrowserContext context = chromium.browser().newContext()) {
          Page page = context.newPage();
          AtomicLong received = received(page, context);
          page.navigate(url);
          double time = number(page.evaluate(DRAWN));
          page.evaluate(LOADED);
          long weight = received.get();
          List<Double> first = move(page);
          List<Double> again = move(page);
          if (round > 0) { // The first one warms the server.
            drawn.add(time);
            bytes.add((double) weight);
            served.addAll(first);
            kept.addAll(again);
          }
        }
      }
    }
    row("landing page, compressed", "%,.0f kB".formatted(median(bytes) / 1_000), "600 kB");
    row("landing page drawn, warm server, median", ms(drawn), "1,500 ms");
    row("lag moved, answers in the server's cache, median", ms(served), "150 ms");
    row("lag moved, answers on the page already, median", ms(kept), "150 ms");
    return 0;
  }

  /** Bytes that came over the wire, with headers. */
  private static AtomicLong received(Page page, BrowserContext context) {
    AtomicLong bytes = new AtomicLong();
    CDPSession session = context.newCDPSession(page);
    session.on(
        "Network.loadingFinished",
        event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    session.send("Network.enable");
    return bytes;
  }

  private static List<Double> move(Page page) {
    return IntStream.rangeClosed(-LAGS / 2, LAGS / 2)
        .mapToObj(lag -> number(page.evaluate(MOVED, lag)))
        .toList();
  }

  private static double number(Object given) {
    return ((Number) given).doubleValue();
  }

  private static String ms(List<Double> times) {
    return "%,.0f ms".formatted(median(times));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void row(String what, String measured, String goal) {
    System.out.printf("%-50s %28s   %s%n", what, measured, goal);
  }
}
