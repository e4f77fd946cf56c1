package io.lambdax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Asks a running platform every question of the oracle's frozen answers and prints the worst
 * difference. Ends with 0 if r and nEff agree to 1e-9 and p to 1e-9 absolute and 1e-6 relative,
 * with 1 if not.
 */
@Command(
    name = "ask-oracle",
    mixinStandardHelpOptions = true,
    description = "Asks a running platform the oracle's questions and prints the worst difference.")
public final class AskOracle implements Callable<Integer> {
  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "where the API is (default: ${DEFAULT-VALUE})")
  private URI url;

  @Option(
      names = "--published",
      description = "only the questions on the publication of that day, yyyy-MM-dd")
  private Optional<String> published = Optional.empty();

  @Option(names = "--x", description = "only the questions on that market series")
  private Optional<String> x = Optional.empty();

  @Option(
      names = "--as-of-publication",
      description = "ask what was known on the day of the publication that a question is on")
  private boolean asOfPublication;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "answers, *.jsonl.gz")
  private List<Path> files;

  public static void main(String[] args) {
    System.exit(new CommandLine(new AskOracle()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Api api = new Api(url);
    boolean allAgree = true;
    for (Path file : files) {
      Agreement agreement = new Agreement();
      try (BufferedReader lines = read(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode answer = new ObjectMapper().readTree(line);
          if (isOf(published, answer, "published") && isOf(x, answer, "x")) {
            ask(api, asOfPublication ? asOf(answer) : answer, agreement);
          }
        }
      }
      System.out.println(file.getFileName() + ": " + agreement);
      agreement.firstDisagreements().forEach(d -> System.out.println("  " + d));
      allAgree &= agreement.holds();
    }
    return allAgree ? 0 : 1;
  }

  private static boolean isOf(Optional<String> wanted, JsonNode question, String key) {
    return wanted.isEmpty() || wanted.get().equals(question.path(key).asText());
  }

  private static JsonNode asOf(JsonNode question) {
    return ((ObjectNode) question).set("asOf", question.get("published"));
  }

  private static void ask(Api api, JsonNode want, Agreement agreement)
      throws IOException, InterruptedException {
    switch (want.path("op").asText("correlation")) {
      case "correlation" -> agreement.answer(want, want, api.get("/api/v1/correlation", want));
      case "best" ->
          agreement.best(
              want, want.get("best"), api.get("/api/v1/correlation/profile", want).get("best"));
      case "profile" ->
          agreement.profile(
              want,
              want.get("profile"),
              api.get("/api/v1/correlation/profile", want).get("profile"));
      // A list's q is that of its own small family; the platform's q is over all pairs. Its best
      // lags are comparable.
      case "list" -> {
        for (JsonNode row : want.get("rows")) {
          JsonNode profile = api.get("/api/v1/correlation/profile", Api.merged(want, row));
          agreement.best(row, row, profile.get("best"));
        }
      }
      default -> throw new IOException("unknown op in " + want);
    }
  }

  private static BufferedReader read(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }
}
