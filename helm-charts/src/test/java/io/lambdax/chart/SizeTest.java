package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of the nodes. */
class SizeTest {

  private static final double MIB = 1024 * 1024;

  /** For the operators of Kafka and Spark, and what Kubernetes itself runs. */
  private static final Size OTHERS = new Size(1.25, 1536);

  /** CPUs, and memory in MiB. */
  private record Size(double cpus, double mib) {
    static Size of(JsonNode requests) {
      return new Size(
          amount(requests.path("cpu").asText()), amount(requests.path("memory").asText()) / MIB);
    }

    Size plus(Size other) {
      return new Size(cpus + other.cpus, mib + other.mib);
    }

    Size times(int factor) {
      return new Size(cpus * factor, mib * factor);
    }
  }

  static List<Variant> variants() {
    return Variant.all();
  }

  @Test
  void minikube_fitsInFourCpusAndTenGib_withAllJobsAtOnce() {
    Size all = OTHERS.plus(requested(Chart.render(Variant.MINIKUBE)));
    assertThat(all.cpus()).isLessThanOrEqualTo(4);
    assertThat(all.mib()).isLessThanOrEqualTo(10 * 1024);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void heaps_leaveRoomForTheRestOfTheJvm(Variant variant) {
    Rendered rendered = Chart.render(variant);
    JsonNode pool = rendered.one("KafkaNodePool", "lambdax-nodes").path("spec");
    assertThat(heap(pool.at("/jvmOptions/-Xmx").asText()))
        .isLessThanOrEqualTo(0.75 * amount(pool.at("/resources/requests/memory").asText()));
    for (Rendered.Workload workload : rendered.workloads()) {
      for (JsonNode container : workload.containers()) {
        String heap = rendered.environment(container).get("HADOOP_HEAPSIZE_MAX");
        if (heap != null) {
          assertThat(heap(heap))
              .as(workload.name())
              .isLessThanOrEqualTo(
                  0.75 * amount(container.at("/resources/requests/memory").asText()));
        }
        assertThat(amount(container.at("/resources/limits/memory").asText()))
            .as(workload.name())
            .isGreaterThanOrEqualTo(amount(container.at("/resources/requests/memory").asText()));
      }
    }
  }

  private static Size requested(Rendered rendered) {
    Size all = new Size(0, 0);
    for (Rendered.Workload workload : rendered.workloads()) {
      Size pod = new Size(0, 0);
      // A pod asks for the most of its containers that prepare, and for all that stay.
      for (JsonNode container : workload.pod().path("containers")) {
        pod = pod.plus(Size.of(container.at("/resources/requests")));
      }
      for (JsonNode container : workload.pod().path("initContainers")) {
        Size init = Size.of(container.at("/resources/requests"));
        pod = new Size(Math.max(pod.cpus(), init.cpus()), Math.max(pod.mib(), init.mib()));
      }
      all = all.plus(pod.times(workload.owner().at("/spec/replicas").asInt(1)));
    }
    return all.plus(kafka(rendered)).plus(spark(rendered));
  }

  private static Size kafka(Rendered rendered) {
    JsonNode pool = rendered.one("KafkaNodePool", "lambdax-nodes").path("spec");
    JsonNode operator = rendered.one("Kafka", "lambdax").at("/spec/entityOperator");
    return Size.of(pool.at("/resources/requests"))
        .times(pool.path("replicas").asInt())
        .plus(Size.of(operator.at("/topicOperator/resources/requests")))
        .plus(Size.of(operator.at("/userOperator/resources/requests")));
  }

  private static Size spark(Rendered rendered) {
    Map<String, String> told =
        rendered.environment(rendered.workload("controller").containers().get(0));
    return spark(told, "DRIVER")
        .plus(spark(told, "EXECUTOR").times(Integer.parseInt(told.get("LAMBDAX_BATCH_EXECUTORS"))));
  }

  /** Spark adds a tenth of the heap, and at least 384 MiB. */
  private static Size spark(Map<String, String> told, String which) {
    double heap = heap(told.get("LAMBDAX_BATCH_" + which + "_MEMORY")) / MIB;
    return new Size(
        amount(told.get("LAMBDAX_BATCH_" + which + "_CORE_REQUEST")),
        heap + Math.max(384, heap / 10));
  }

  private static double heap(String text) {
    return amount(text.toUpperCase(java.util.Locale.ROOT) + "i");
  }

  private static double amount(String text) {
    return Quantity.parse(text).getNumericalAmount().doubleValue();
  }
}
