package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;

/**
 * How the job is started on Kubernetes, from {@code lambdax.batch.kubernetes}.
 *
 * @param namespace where SparkApplications are made; empty: where the controller itself is
 * @param name what they are called, with more behind it, and labelled
 * @param startDeadline a driver that was not heard of by then is given up
 * @param lookEvery how often they are listed, beside what the watch tells
 * @param requestTimeout how long an answer may take
 * @param timeToLive how long one that ended is kept
 * @param application what each of them says
 */
record KubernetesConfig(
    String namespace,
    String name,
    Duration startDeadline,
    Duration lookEvery,
    Duration requestTimeout,
    Duration timeToLive,
    ApplicationConfig application) {

  /** A DNS-1035 label that leaves room: operators append to names, and none may pass 63. */
  private static final String PREFIX = "[a-z]([-a-z0-9]{0,18}[a-z0-9])?";

  /**
   * Reads it.
   *
   * @param own the controller's environment variables
   * @throws IllegalArgumentException if a setting is wrong
   */
  static KubernetesConfig from(Config root, Map<String, String> own) {
    Settings settings = new Settings(root, "lambdax.batch.kubernetes");
    return new KubernetesConfig(
        settings.namespace(),
        settings.text(
            "name", PREFIX, "at most 20 lower case letters, digits and '-', a letter first"),
        settings.atLeast("start-deadline", Duration.ofSeconds(1)),
        settings.atLeast("look-every", Duration.ofMillis(100)),
        settings.atLeast("request-timeout", Duration.ofMillis(100)),
        settings.atLeast("time-to-live", Duration.ofMinutes(1)),
        ApplicationConfig.from(root, settings, own));
  }
}
