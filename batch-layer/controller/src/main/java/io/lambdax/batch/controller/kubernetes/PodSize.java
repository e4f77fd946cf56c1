package io.lambdax.batch.controller.kubernetes;

/**
 * What one pod of the job may take.
 *
 * @param cores threads of its JVM, at least 1
 * @param coreRequest processor time that the pod asks for, as Kubernetes writes it ({@code 500m});
 *     empty: as many as cores
 * @param memory heap of its JVM, as the JVM writes it: {@code 1g}, not {@code 1Gi}
 * @param memoryOverhead what the pod asks for beside the heap; empty: Spark's own rule
 */
record PodSize(int cores, String coreRequest, String memory, String memoryOverhead) {

  private static final String MEMORY = "[1-9][0-9]*[kmgt]";
  private static final String CPU = "[0-9]+m|[0-9]+(\\.[0-9]+)?";

  static PodSize from(Settings pod) {
    return new PodSize(
        pod.atLeast("cores", 1),
        pod.textIfAny("core-request", CPU, "500m or 0.5"),
        pod.text("memory", MEMORY, "what the JVM takes, 1g or 512m"),
        pod.textIfAny("memory-overhead", MEMORY, "what the JVM takes, 384m"));
  }
}
