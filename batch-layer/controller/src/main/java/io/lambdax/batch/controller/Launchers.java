package io.lambdax.batch.controller;

import com.typesafe.config.Config;
import io.lambdax.batch.controller.kubernetes.KubernetesLauncher;
import java.io.IOException;

/** Chooses the launcher by {@code lambdax.batch.launcher}. */
final class Launchers {

  private static final String SETTING = "lambdax.batch.launcher";

  private Launchers() {}

  /** The launcher asked for; classes of another one are not even loaded. */
  static BatchLauncher open(Config root) throws IOException {
    String launcher = root.getString(SETTING);
    return switch (launcher) {
      case "process" -> new ProcessLauncher(ProcessConfig.from(root));
      case "kubernetes" -> KubernetesLauncher.open(root);
      default ->
          throw new IllegalArgumentException(
              SETTING
                  + " is '"
                  + launcher
                  + "': expected process or kubernetes (LAMBDAX_BATCH_LAUNCHER)");
    };
  }
}
