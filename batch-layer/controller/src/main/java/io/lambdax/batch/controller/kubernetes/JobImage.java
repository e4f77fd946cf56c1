package io.lambdax.batch.controller.kubernetes;

import java.util.List;

/**
 * Where the job's code is.
 *
 * @param name the image of driver and executors
 * @param pullPolicy {@code Always}, {@code IfNotPresent} or {@code Never}
 * @param pullSecrets Secrets with which it is pulled
 * @param mainFile the job's jar in it
 * @param classPath what driver and executors have before Spark's own jars: Spark brings older ones
 *     of some libraries
 * @param sparkVersion the Spark in it
 */
record JobImage(
    String name,
    String pullPolicy,
    List<String> pullSecrets,
    String mainFile,
    String classPath,
    String sparkVersion) {

  static JobImage from(Settings settings) {
    return new JobImage(
        settings.text("image", "\\S+", "the image of the batch job (LAMBDAX_BATCH_IMAGE)"),
        settings.text(
            "image-pull-policy", "Always|IfNotPresent|Never", "Always, IfNotPresent or Never"),
        settings.words("image-pull-secrets", Settings.OBJECT, "names of Secrets"),
        settings.text(
            "main-file",
            "(local|hdfs)://\\S+",
            "the job's jar in the image, local:///..., or hdfs://host:port/..."),
        settings.text("class-path", "/\\S+", "directories and jars in the image"),
        settings.text("spark-version", "[0-9]+\\.[0-9]+\\.[0-9]+\\S*", "a version such as 4.1.3"));
  }
}
