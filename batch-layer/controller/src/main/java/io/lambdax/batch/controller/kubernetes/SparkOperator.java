package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.lambdax.store.view.BatchRun;

/**
 * One Spark operator's own way: what its applications are called, say and go through. Another
 * operator is another implementation; nothing else knows. Implementations hold no state.
 */
interface SparkOperator {

  /** Its resource. */
  ResourceDefinitionContext resource();

  /**
   * An application of that kind, which runs the job for a run, once.
   *
   * @param metadata the application's; its pods get the same labels
   */
  GenericKubernetesResource application(BatchRun run, ObjectMeta metadata);

  /** Where an application is. */
  ApplicationStatus status(GenericKubernetesResource application);

  /** What the driver's pod of the application of that name is called. */
  String driverPod(String name);
}
