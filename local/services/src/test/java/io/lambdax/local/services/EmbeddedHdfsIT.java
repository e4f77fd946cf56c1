package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHdfsIT {
  /** Writes a file and ends. */
  static final class Writes {
    public static void main(String[] args) throws IOException {
      try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(Path.of(args[0])))) {
        write(hdfs.clientConfiguration(), FILE, "from another JVM");
      }
    }
  }

  private static final String FILE = "hdfs://lambdax/lambdax/bronze/a.csv";

  @Test
  void restart_onAnotherPort_readsFilesByTheSameAbsolutePath(@TempDir Path dir) throws Exception {
    int firstPort;
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(dir))) {
      firstPort = hdfs.port();
      write(hdfs.clientConfiguration(), FILE, "first");
    }
    int other = FreePort.find();
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(new ServiceConfig(dir, other))) {
      assertThat(hdfs.port()).isEqualTo(other).isNotEqualTo(firstPort);
      assertThat(read(filesOf(hdfs), FILE)).isEqualTo("first");
      write(filesOf(hdfs), FILE, "second");
      assertThat(read(hdfs.clientConfiguration(), FILE)).isEqualTo("second");
    }
  }

  @Test
  void endOfTheJvm_keepsTheFiles(@TempDir Path dir) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process writer =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Writes.class.getName(),
                dir.toString())
            .inheritIO()
            .start();
    assertThat(writer.waitFor()).isZero();
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(dir))) {
      assertThat(read(hdfs.clientConfiguration(), FILE)).isEqualTo("from another JVM");
    }
  }

  @Test
  void formatThatWasCutOff_isDoneAgain(@TempDir Path dir) throws Exception {
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(dir))) {
      assertThat(hdfs.port()).isPositive();
    }
    Files.delete(dir.resolve("formatted"));
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start(ServiceConfig.in(dir))) {
      write(hdfs.clientConfiguration(), FILE, "new");
    }
  }

  @Test
  void two_areApart(@TempDir Path a, @TempDir Path b) throws Exception {
    try (EmbeddedHdfs first = EmbeddedHdfs.start(ServiceConfig.in(a));
        EmbeddedHdfs second = EmbeddedHdfs.start(ServiceConfig.in(b))) {
      write(first.clientConfiguration(), FILE, "here");
      try (FileSystem files = FileSystem.newInstance(second.uri(), second.clientConfiguration())) {
        assertThat(files.exists(new org.apache.hadoop.fs.Path(FILE))).isFalse();
      }
    }
  }

  /** What a part in another JVM has: the two files of HADOOP_CONF_DIR. */
  private static Configuration filesOf(EmbeddedHdfs hdfs) {
    Configuration conf = new Configuration();
    conf.addResource(
        new org.apache.hadoop.fs.Path(hdfs.confDir().resolve("core-site.xml").toUri()));
    conf.addResource(
        new org.apache.hadoop.fs.Path(hdfs.confDir().resolve("hdfs-site.xml").toUri()));
    return conf;
  }

  private static void write(Configuration conf, String file, String text) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    try (FileSystem files = FileSystem.newInstance(path.toUri(), conf);
        FSDataOutputStream out = files.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String read(Configuration conf, String file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    try (FileSystem files = FileSystem.newInstance(path.toUri(), conf);
        FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
