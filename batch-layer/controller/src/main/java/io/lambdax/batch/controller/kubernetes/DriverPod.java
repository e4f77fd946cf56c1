package io.lambdax.batch.controller.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a pod does not start, which its application does not say. */
final class DriverPod {

  private DriverPod() {}

  /** The reason in Kubernetes' words, such as ImagePullBackOff or Unschedulable. */
  static String whyItWaits(Optional<Pod> pod) {
    if (pod.isEmpty()) {
      return "there is no pod of its driver: see the Spark operator's log";
    }
    Optional<PodStatus> status = pod.map(Pod::getStatus);
    return status
        .flatMap(DriverPod::waiting)
        .or(() -> status.flatMap(DriverPod::unscheduled))
        .orElse("its driver's pod says no reason");
  }

  private static Optional<String> waiting(PodStatus status) {
    return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
        .flatMap(List::stream)
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getWaiting() != null)
        .map(state -> state.getWaiting())
        .map(DriverPod::inWords)
        .findFirst();
  }

  private static String inWords(ContainerStateWaiting waiting) {
    return words(waiting.getReason(), waiting.getMessage());
  }

  private static Optional<String> unscheduled(PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .map((PodCondition condition) -> words(condition.getReason(), condition.getMessage()))
        .findFirst();
  }

  private static String words(String reason, String message) {
    return message == null || message.isBlank() ? reason : reason + ": " + message;
  }
}
