package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What the logging that all parts share writes, as text and as JSON. */
class LogFormatTest {
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setErr(stderr);
    MDC.remove("requestId");
  }

  private List<String> lines(String format) throws Exception {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    LoggerContext context = new LoggerContext();
    // A context of its own knows no MDC until it is given the one there is.
    context.setMDCAdapter(MDC.getMDCAdapter());
    context.putProperty("LAMBDAX_LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/logback.xml"));
    var log = context.getLogger("io.lambdax.Some");
    log.info("plain {}", 7);
    MDC.put("requestId", "abc-1");
    log.atInfo().addKeyValue("status", 200).addKeyValue("address", "/a?b=\"c\"").log("Answered");
    log.warn("went wrong\nin two lines", new IllegalStateException("why \"so\""));
    context.stop();
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void text_hasTheRequestIdWhereThereIsOne() throws Exception {
    List<String> lines = lines("text");
    assertThat(lines.get(0)).endsWith("INFO  io.lambdax.Some plain 7");
    assertThat(lines.get(1))
        .endsWith("INFO  io.lambdax.Some [abc-1] Answered status=\"200\" address=\"/a?b=\"c\"\"");
    assertThat(lines.get(2)).contains("[abc-1] went wrong");
  }

  @Test
  void json_isOneObjectALine() throws Exception {
    List<String> lines = lines("json");
    assertThat(lines).hasSize(3);
    ObjectMapper json = new ObjectMapper();
    JsonNode plain = json.readTree(lines.get(0));
    assertThat(plain.get("formattedMessage").asText()).isEqualTo("plain 7");
    assertThat(plain.get("level").asText()).isEqualTo("INFO");
    assertThat(plain.get("timestamp").asLong()).isPositive();
    JsonNode answered = json.readTree(lines.get(1));
    assertThat(answered.get("mdc").get("requestId").asText()).isEqualTo("abc-1");
    assertThat(answered.get("kvpList").get(1).get("address").asText()).isEqualTo("/a?b=\"c\"");
    JsonNode failed = json.readTree(lines.get(2));
    assertThat(failed.get("formattedMessage").asText()).isEqualTo("went wrong\nin two lines");
    assertThat(failed.get("throwable").get("message").asText()).isEqualTo("why \"so\"");
  }
}
