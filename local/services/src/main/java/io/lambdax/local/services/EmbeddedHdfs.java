package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * An HDFS of one name node and one data node inside this JVM. Clients know it as the nameservice
 * {@code hdfs://lambdax}, whatever its port is this time: absolute paths that were stored in files
 * stay right.
 */
public final class EmbeddedHdfs implements AutoCloseable {
  private static final String FORMATTED = "formatted";

  private final MiniDFSCluster cluster;
  private final Path clientConf;

  private EmbeddedHdfs(MiniDFSCluster cluster, Path clientConf) {
    this.cluster = cluster;
    this.clientConf = clientConf;
  }

  /**
   * Starts on the directory's files, formatting a new directory; returns when files can be written.
   *
   * @throws ServiceException if it cannot
   */
  public static EmbeddedHdfs start(ServiceConfig config) {
    Path directory = config.createDirectory("HDFS");
    return Retry.onFreePort(config, port -> startOn(directory, port));
  }

  private static EmbeddedHdfs startOn(Path directory, int port) {
    // A mark of our own: a format that was cut off leaves files behind that look like a name
    // node's.
    Path mark = directory.resolve(FORMATTED);
    boolean isNew = !Files.exists(mark);
    try {
      MiniDFSCluster cluster =
          new MiniDFSCluster.Builder(HdfsSettings.server(), directory.resolve("dfs").toFile())
              .nameNodePort(port)
              .numDataNodes(1)
              .storagesPerDatanode(1)
              .enableManagedDfsDirsRedundancy(false)
              .format(isNew)
              .skipFsyncForTesting(false)
              .checkExitOnShutdown(false)
              .waitSafeMode(true)
              .build();
      cluster.waitActive();
      if (isNew) {
        Files.createFile(mark);
      }
      return new EmbeddedHdfs(cluster, HdfsSettings.writeClient(directory.resolve("conf"), port));
    } catch (BindException e) {
      throw new PortTakenException("HDFS", port, e);
    } catch (IOException e) {
      throw new ServiceException(
          "HDFS cannot start on " + directory + ": " + e.getMessage() + " (rights? free space?)",
          e);
    }
  }

  /** {@code hdfs://lambdax}: what clients with this configuration call it. */
  public URI uri() {
    return HdfsSettings.NAMESERVICE_URI;
  }

  /** The directory with core-site.xml and hdfs-site.xml for clients: their HADOOP_CONF_DIR. */
  public Path confDir() {
    return clientConf;
  }

  /** A client's configuration, for use in this JVM. */
  public Configuration clientConfiguration() {
    return HdfsSettings.client(port());
  }

  public int port() {
    return cluster.getNameNodePort();
  }

  /** Stops both nodes and keeps the files. */
  @Override
  public void close() {
    // Not cluster.shutdown(false): that has all files deleted when this JVM exits.
    cluster.shutdownDataNodes();
    cluster.shutdownNameNodes();
  }
}
