/**
 * Drivers of the batch job as {@code SparkApplication}s on Kubernetes.
 *
 * <p>{@link io.lambdax.batch.controller.kubernetes.KubernetesLauncher} is the seam's other side;
 * all that is one Spark operator's own (group, kind, fields, states) is in its {@link
 * io.lambdax.batch.controller.kubernetes.SparkOperator}. Nothing here is loaded unless {@code
 * lambdax.batch.launcher = kubernetes}.
 */
package io.lambdax.batch.controller.kubernetes;
