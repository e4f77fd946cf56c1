/**
 * The batch job: a Spark application that computes the batch view of one lake up to one version and
 * makes it current.
 *
 * <p>{@link io.lambdax.batch.job.Main} parses its arguments, {@link io.lambdax.batch.job.BatchJob}
 * is the way of the data: {@link io.lambdax.batch.job.FactsReader} (silver) → {@link
 * io.lambdax.batch.job.Correlator} → {@link io.lambdax.batch.job.Gold} and the view in MySQL →
 * {@link io.lambdax.batch.job.SelfCheck} → flip.
 */
package io.lambdax.batch.job;
