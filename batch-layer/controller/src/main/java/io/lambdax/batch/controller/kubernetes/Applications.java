package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * This installation's applications in one namespace. A watch tells that something changed; what it
 * is now is then asked, and asked at regular times too: a watch may break, and be silent about it.
 * So what is known only comes from answers, one after the other. Used by one thread.
 */
final class Applications implements AutoCloseable {

  private final ApiServer server;
  private final NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources;
  private final Map<String, String> labels;
  private final long lookEveryNanos;
  private final SharedIndexInformer<GenericKubernetesResource> watch;
  private final AtomicBoolean changed = new AtomicBoolean(true);

  private Map<String, GenericKubernetesResource> known = Map.of();
  private long lookedAt;

  Applications(
      KubernetesClient client,
      ApiServer server,
      SparkOperator operator,
      KubernetesConfig config,
      String namespace,
      Map<String, String> labels) {
    this.server = server;
    this.labels = labels;
    this.lookEveryNanos = config.lookEvery().toNanos();
    this.resources = client.genericKubernetesResources(operator.resource()).inNamespace(namespace);
    this.watch = resources.withLabels(labels).runnableInformer(0);
    watch.addEventHandler(new Changes());
    // It tries for ever, at growing intervals: who is away is told of by the regular looks.
    watch.exceptionHandler((started, problem) -> true);
    var unused = watch.start();
  }

  /** The watch's threads only leave word. */
  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {

    @Override
    public void onAdd(GenericKubernetesResource added) {
      changed.set(true);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      changed.set(true);
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
      changed.set(true);
    }
  }

  /**
   * Creates one.
   *
   * @throws ApiServer.RefusedException if there is one of that name, or for another reason
   */
  GenericKubernetesResource create(GenericKubernetesResource application) throws IOException {
    GenericKubernetesResource created =
        server.ask(
            "to create " + application.getKind() + " " + application.getMetadata().getName(),
            () -> resources.resource(application).create());
    remember(created);
    return created;
  }

  /** As it is this moment; empty if there is none. */
  Optional<GenericKubernetesResource> look(String name) throws IOException {
    Optional<GenericKubernetesResource> found =
        Optional.ofNullable(server.ask("to show " + name, () -> resources.withName(name).get()));
    found.ifPresent(this::remember);
    return found;
  }

  /** As it was at the last look, which is now if there is reason to; empty if there is none. */
  Optional<GenericKubernetesResource> latest(String name) throws IOException {
    lookIfDue();
    return Optional.ofNullable(known.get(name));
  }

  /** Looks at all if something changed, or the last look is too long ago. */
  void lookIfDue() throws IOException {
    if (changed.get() || System.nanoTime() - lookedAt > lookEveryNanos) {
      changed.set(false);
      try {
        all();
      } finally {
        // A failed look is not repeated at once.
        lookedAt = System.nanoTime();
      }
    }
  }

  /** All there are, as they are this moment. */
  List<GenericKubernetesResource> all() throws IOException {
    List<GenericKubernetesResource> items =
        server.ask("to list applications", () -> resources.withLabels(labels).list().getItems());
    Map<String, GenericKubernetesResource> now = new HashMap<>();
    items.forEach(item -> now.put(item.getMetadata().getName(), item));
    known = now;
    return new ArrayList<>(items);
  }

  /** Has it deleted, and its pods with it. */
  void delete(String name) throws IOException {
    server.ask("to delete " + name, () -> resources.withName(name).delete());
  }

  private void remember(GenericKubernetesResource application) {
    Map<String, GenericKubernetesResource> now = new HashMap<>(known);
    now.put(application.getMetadata().getName(), application);
    known = now;
  }

  @Override
  public void close() {
    watch.stop();
  }
}
