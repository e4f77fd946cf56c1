package io.lambdax.batch.controller.kubernetes;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.strimzi.api.kafka.Crds;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.topic.KafkaTopicBuilder;
import io.strimzi.api.kafka.model.topic.KafkaTopicList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as far as the controller sees it, and a stand-in for the Spark operator that does as it
 * is told. The API server is fabric8's mock, which stores and watches but neither checks a schema
 * nor asks who may do what: a real one cannot be had here, for there is no container runtime.
 * {@link KubeflowOperatorTest} holds what it is sent against the operator's own CRD.
 */
public final class TestCluster implements AutoCloseable {

  private static final String NAMESPACE = "jobs";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);
  private final Cable cable;
  private final KubernetesClient operator;

  public TestCluster() {
    server.init();
    try {
      cable = new Cable(server.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    operator = new KubernetesClientBuilder().withConfig(cluster(server.getPort())).build();
  }

  /** What a controller must be told, beside MySQL and Kafka. */
  public static Map<String, String> settings() {
    return Map.of(
        "lambdax.batch.launcher", "kubernetes",
        "lambdax.batch.kubernetes.namespace", NAMESPACE,
        "lambdax.batch.kubernetes.image", "registry.example/lambdax/batch-job:1",
        "lambdax.batch.kubernetes.service-account", "batch-job",
        "lambdax.batch.kubernetes.mysql-secret.name", "mysql",
        "lambdax.batch.kubernetes.look-every", "200ms",
        "lambdax.batch.kubernetes.request-timeout", "500ms");
  }

  /** What another JVM must be told to find this cluster. */
  public Map<String, String> address() {
    return Map.of(
        "kubernetes.master", "http://127.0.0.1:" + cable.port() + "/",
        "kubernetes.auth.tryKubeConfig", "false",
        "kubernetes.auth.tryServiceAccount", "false");
  }

  /** A launcher at the other end of the cable. */
  public KubernetesLauncher launcher(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(settings());
    settings.putAll(more);
    Config root = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    return KubernetesLauncher.open(root, cluster(cable.port()), Map.of(), Clock.systemUTC());
  }

  private static io.fabric8.kubernetes.client.Config cluster(int port) {
    return new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
        .withMasterUrl("http://127.0.0.1:" + port + "/")
        .build();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources() {
    return operator.genericKubernetesResources(KubeflowOperator.RESOURCE).inNamespace(NAMESPACE);
  }

  /** Topics of a Kafka called events, which the command topics is to ensure on this cluster. */
  public static Map<String, String> topics(String declared) {
    return Map.of(
        "lambdax.topics.namespace",
        NAMESPACE,
        "lambdax.topics.cluster",
        "events",
        "lambdax.topics.declared",
        declared,
        "lambdax.topics.ready-within",
        "20s");
  }

  /** What ensures them, at the other end of the cable. */
  KafkaTopics kafkaTopics(Map<String, String> settings) {
    return KafkaTopics.open(
        ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()), cluster(cable.port()));
  }

  /** Its KafkaTopics, as Strimzi's operator sees and changes them. */
  public NonNamespaceOperation<KafkaTopic, KafkaTopicList, Resource<KafkaTopic>> kafkaTopics() {
    return Crds.topicOperation(operator).inNamespace(NAMESPACE);
  }

  /** Strimzi's operator says of a KafkaTopic as it now is whether it is ready. */
  public void ready(String name, String status, String reason, String message) {
    kafkaTopics()
        .withName(name)
        .editStatus(
            topic ->
                new KafkaTopicBuilder(topic)
                    .withNewStatus()
                    .withObservedGeneration(
                        Objects.requireNonNullElse(topic.getMetadata().getGeneration(), 0L))
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus(status)
                    .withReason(reason)
                    .withMessage(message)
                    .endCondition()
                    .endStatus()
                    .build());
  }

  /** The names of the applications there are. */
  public List<String> applications() {
    return resources().list().getItems().stream()
        .map(application -> application.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** The application of that name. */
  GenericKubernetesResource application(String name) {
    return resources().withName(name).get();
  }

  /** The name of the application of a run, as soon as there is one. */
  public String applicationOf(String token) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                resources().list().getItems().stream()
                    .filter(a -> token.equals(annotation(a)))
                    .map(a -> a.getMetadata().getName())
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String annotation(GenericKubernetesResource application) {
    return application.getMetadata().getAnnotations().get(KubernetesLauncher.TOKEN);
  }

  /** The operator says how an application is. */
  public void state(String name, String state, String error) {
    resources()
        .withName(name)
        .editStatus(
            application -> {
              application.setAdditionalProperty(
                  "status",
                  Map.of("applicationState", Map.of("state", state, "errorMessage", error)));
              return application;
            });
  }

  /** The same, and all is well. */
  public void state(String name, String state) {
    state(name, state, "");
  }

  /** It becomes one of the run of that token. */
  public void pass(String name, String token) {
    resources()
        .withName(name)
        .edit(
            application -> {
              application.getMetadata().getAnnotations().put(KubernetesLauncher.TOKEN, token);
              return application;
            });
  }

  /** Someone deletes it. */
  public void delete(String name) {
    resources().withName(name).delete();
  }

  /** The driver's pod waits for a reason. */
  public void podWaits(String application, String reason, String message) {
    operator
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(application + "-driver")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("spark-kubernetes-driver")
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .endContainerStatus()
                .endStatus()
                .build())
        .create();
  }

  /** The way to the API server. */
  public void cut() {
    cable.cut();
  }

  /** Requests are carried out, but nobody hears of it. */
  public void swallowAnswers() {
    cable.swallowAnswers();
  }

  public void heal() {
    cable.heal();
  }

  @Override
  public void close() throws IOException {
    operator.close();
    cable.close();
    server.destroy();
  }
}
