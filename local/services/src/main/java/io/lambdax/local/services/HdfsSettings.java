package io.lambdax.local.services;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** What the nodes are told, and what their clients are. */
final class HdfsSettings {
  static final URI NAMESERVICE_URI = URI.create("hdfs://lambdax");

  private HdfsSettings() {}

  static Configuration server() {
    Configuration conf = new Configuration();
    conf.set("dfs.replication", "1");
    conf.set("dfs.namenode.safemode.extension", "0");
    conf.set("dfs.namenode.safemode.min.datanodes", "1");
    conf.set("dfs.namenode.rpc-bind-host", "127.0.0.1");
    conf.set("dfs.namenode.http-address", "127.0.0.1:0");
    conf.set("dfs.namenode.handler.count", "8");
    conf.set("dfs.datanode.handler.count", "6");
    // Registers by address: without a name server, names of this machine need not resolve.
    conf.set("dfs.datanode.hostname", "127.0.0.1");
    conf.set("dfs.namenode.datanode.registration.ip-hostname-check", "false");
    conf.set("dfs.datanode.directoryscan.interval", "-1");
    conf.set("dfs.block.scanner.volume.bytes.per.second", "0");
    return conf;
  }

  static Configuration client(int port) {
    Configuration conf = new Configuration(false);
    core(conf);
    hdfs(conf, port);
    Configuration whole = new Configuration();
    whole.addResource(conf);
    return whole;
  }

  /** Writes core-site.xml and hdfs-site.xml. */
  static Path writeClient(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    Configuration core = new Configuration(false);
    core(core);
    write(core, directory.resolve("core-site.xml"));
    Configuration hdfs = new Configuration(false);
    hdfs(hdfs, port);
    write(hdfs, directory.resolve("hdfs-site.xml"));
    return directory;
  }

  private static void core(Configuration conf) {
    conf.set("fs.defaultFS", NAMESERVICE_URI.toString());
  }

  private static void hdfs(Configuration conf, int port) {
    String name = NAMESERVICE_URI.getHost();
    conf.set("dfs.nameservices", name);
    conf.set("dfs.ha.namenodes." + name, "nn1");
    conf.set("dfs.namenode.rpc-address." + name + ".nn1", "127.0.0.1:" + port);
    conf.set(
        "dfs.client.failover.proxy.provider." + name,
        "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
    conf.set("dfs.replication", "1");
    // With one data node there is no other to go on with.
    conf.set("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    // A file is closed once its block was reported, which takes milliseconds here. The default
    // looks
    // again after 400 ms, which is most of what a commit of five small files took. Doubling ten
    // times
    // still waits 10 s for a slow report.
    conf.set("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10");
    conf.set("dfs.client.block.write.locateFollowingBlock.retries", "10");
  }

  private static void write(Configuration conf, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      conf.writeXml(out);
    }
  }
}
