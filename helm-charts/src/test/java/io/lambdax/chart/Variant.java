package io.lambdax.chart;

import java.util.List;

/**
 * A way to install the chart.
 *
 * @param name for people
 * @param files values files beside values.yaml
 * @param values YAML that is laid over them
 */
record Variant(String name, List<String> files, String values) {
  static final Variant DEFAULT = new Variant("values.yaml", List.of(), "{}");
  static final Variant MINIKUBE = of("values-minikube.yaml");
  static final Variant PRODUCTION = of("values-production.yaml");

  private static final String EVERYTHING =
      """
      image: {registry: registry.example/team, tag: 1f0c9a7e, pullSecrets: [pull, pull-too]}
      nodeSelector: {disk: fast}
      tolerations: [{key: only, operator: Equal, value: data, effect: NoSchedule}]
      importer:
        sources: |
          sources {
            mine { location = "https://data.example/mine.csv", format = ecdc }
          }
      controller: {settings: {LAMBDAX_BATCH_ATTEMPTS: "7"}}
      speedLayer:
        settings: {LAMBDAX_SPEED_GROUP: lambdax-speed-layer}
        autoscaling: {enabled: true}
      servingApi:
        settings:
          LAMBDAX_SERVING_STREAMS: "20"
          LAMBDAX_SERVING_TRUSTED_PROXIES: "10.0.0.0/8"
          LAMBDAX_SERVING_RATE: "50"
        apiKeysSecret: api-keys
        autoscaling: {enabled: true}
        ingress:
          enabled: true
          className: traefik
          host: lambdax.example
          tlsSecret: certificate
          annotations: {cert-manager.io/cluster-issuer: ours}
      monitoring: {labels: {release: prometheus}}
      kafkaUi: {enabled: true}
      """;

  private static Variant of(String file) {
    return new Variant(file, List.of(file), "{}");
  }

  /** This one with values laid over it. */
  Variant with(String more) {
    return new Variant(name + " " + more.strip(), files, more);
  }

  /** Every values file, every switch, and all of them at once. */
  static List<Variant> all() {
    return List.of(
        DEFAULT,
        MINIKUBE,
        PRODUCTION,
        new Variant("everything", PRODUCTION.files(), EVERYTHING),
        DEFAULT.with("kafka: {tls: true}"),
        DEFAULT.with("spread: ScheduleAnyway"),
        DEFAULT.with("networkPolicy: {enabled: false}"),
        DEFAULT.with("monitoring: {serviceMonitor: true}"),
        DEFAULT.with("monitoring: {prometheusRule: true}"),
        DEFAULT.with("monitoring: {dashboard: true}"),
        DEFAULT.with("kafkaUi: {enabled: true}"),
        DEFAULT.with("servingApi: {ingress: {enabled: true}}"),
        DEFAULT.with("servingApi: {autoscaling: {enabled: true}}"),
        DEFAULT.with("speedLayer: {autoscaling: {enabled: true}}"),
        DEFAULT.with("memcached: {replicas: 3}"),
        DEFAULT.with("mysql: {existingSecret: made-by-hand}"),
        PRODUCTION.with(
            "mysql: {enabled: false, existingSecret: made-by-hand, external: {host: mysql.example, port: 3307}}"));
  }

  @Override
  public String toString() {
    return name;
  }
}
