package io.lambdax.store.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Loads Hadoop's configuration as Hadoop's own scripts do, from a directory of site files. */
public final class HadoopSettings {
  private HadoopSettings() {}

  /**
   * Hadoop's defaults with core-site.xml and hdfs-site.xml of that directory, where they exist.
   *
   * @throws IllegalArgumentException if the directory does not exist
   */
  public static Configuration load(Optional<Path> directory) {
    Configuration configuration = new Configuration();
    directory.ifPresent(dir -> add(configuration, dir));
    return configuration;
  }

  private static void add(Configuration configuration, Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new IllegalArgumentException(
          "HADOOP_CONF_DIR = " + dir + " is no directory: it should hold core-site.xml");
    }
    for (String name : new String[] {"core-site.xml", "hdfs-site.xml"}) {
      Path file = dir.resolve(name);
      if (Files.exists(file)) {
        configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      }
    }
  }
}
