/**
 * The batch layer's controller: from signals in Kafka to runs of the batch job.
 *
 * <p>{@link io.lambdax.batch.controller.Controller} is the loop: {@link
 * io.lambdax.batch.controller.Signals} says up to which version facts are complete, {@link
 * io.lambdax.batch.controller.Reconciler} sees to it that the current view covers that version,
 * through a {@link io.lambdax.batch.controller.BatchLauncher}.
 */
package io.lambdax.batch.controller;
