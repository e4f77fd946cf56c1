package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused at once, in one line that says what would. */
class RefusalIT {
  @TempDir private Path temporary;
  private Path data;

  @BeforeEach
  void name() {
    data = temporary.resolve("data");
  }

  @Test
  void wrongFlag_isShownWithTheRightOnes() throws Exception {
    try (Launched launched = Launched.start("--prot", "8081")) {
      assertThat(launched.exitCode()).isEqualTo(2);
      assertThat(launched.err().get(0)).contains("--prot");
      assertThat(String.join("\n", launched.err())).contains("--port");
    }
  }

  @Test
  void takenPort_isNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused("Port " + taken.getLocalPort(), "--port", "" + taken.getLocalPort());
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void missingSourcesFile_isNamed() throws Exception {
    refusedAsUsage("no such file", "--sources", temporary.resolve("none.conf").toString());
  }

  @Test
  void wrongSourcesFile_isRefusedBeforeAnythingIsStarted_withAllThatIsWrong() throws Exception {
    Path sources = temporary.resolve("wrong.conf");
    Files.writeString(
        sources,
        """
        sources {
          one { location = "one.csv", format = wyde, date = date }
          two { format = ohlcv }
        }
        """);
    try (Launched launched =
        Launched.start(
            "--data-dir", data.toString(), "--port", "0", "--sources", sources.toString())) {
      assertThat(launched.exitCode()).isEqualTo(2);
      assertThat(launched.out()).isEmpty();
      assertThat(launched.err()).allMatch(line -> line.startsWith("lambdax: "));
      assertThat(String.join("\n", launched.err())).contains("wyde").contains("two");
      assertThat(launched.err()).hasSizeGreaterThanOrEqualTo(2);
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void replayThatCannotWork_isRefusedBeforeAnythingIsStarted() throws Exception {
    Path files = Files.createDirectory(temporary.resolve("files"));
    refusedAsUsage("--every 2s is of use with --replay DIR alone", "--every", "2s");
    refusedAsUsage("--once stops where --replay begins", "--once", "--replay", files.toString());
    Path none = temporary.resolve("none");
    refusedAsUsage("--replay " + none + " is no directory", "--replay", none.toString());
    refusedAsUsage(
        "--replay " + files + ": no file there matches *.{csv,csv.gz} and has a day in its name",
        "--replay",
        files.toString());
    Files.writeString(files.resolve("cases-2020-05-01.csv"), "");
    refusedAsUsage(
        "--every 0s must be a time above 0", "--replay", files.toString(), "--every", "0s");
    Path sources = temporary.resolve("sources.conf");
    Files.writeString(sources, "sources { dax { location = \"DAX.csv\", format = ohlcv } }");
    refusedAsUsage(
        "the sources file declares no source of dated files",
        "--replay",
        files.toString(),
        "--sources",
        sources.toString());
    Files.writeString(
        sources,
        """
        sources { one { location = "a-*.csv", format = ecdc }
          two { location = "b.csv", format = ecdc } }
        """);
    refusedAsUsage("claims it too", "--replay", files.toString(), "--sources", sources.toString());
    assertThat(data).doesNotExist();
  }

  @Test
  void directoryOfSomeoneElse_isLeftAloneEvenByFresh() throws Exception {
    Path theirs = Files.createDirectories(data).resolve("thesis.txt");
    Files.writeString(theirs, "years of work");

    refused("not Lambdax's", "--fresh");

    assertThat(theirs).hasContent("years of work");
  }

  @Test
  void unwritableDirectory_isNamed() throws Exception {
    // Below a file: not even root can write there.
    data = Files.writeString(temporary.resolve("file"), "").resolve("data");
    refused("Cannot write to the data directory " + data);
  }

  @Test
  void directoryThatHdfsCannotUse_isNamed() throws Exception {
    data = temporary.resolve("it's mine");
    refusedAsUsage("--data-dir " + data);
  }

  @Test
  void tooLittleSpace_isSaidBeforeAnythingIsStarted() throws Exception {
    long needed = (Files.getFileStore(temporary).getTotalSpace() >> 20) + 1;
    refused("needs " + needed + " MiB", "--least-free-mib", "" + needed);
    refused("The disk of " + data + " has ", "--least-free-mib", "" + needed);
    assertThat(data.resolve("kafka")).doesNotExist();
  }

  @Test
  void diskThatFillsUp_isNamedFirst() throws Exception {
    data = tinyDisk().resolve("data");
    try (Launched launched =
        Launched.start("--data-dir", data.toString(), "--port", "0", "--least-free-mib", "0")) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.err().get(0))
          .startsWith("lambdax: The disk of " + data + " is full (")
          .contains("--data-dir");
    } finally {
      new ProcessBuilder("umount", "-l", data.getParent().toString()).start().waitFor();
    }
  }

  private Path tinyDisk() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    List<String> mount =
        List.of("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
    Process mounted = new ProcessBuilder(mount).redirectErrorStream(true).start();
    String said = new String(mounted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeThat(mounted.waitFor())
        .as("skipped: a disk of 64 MiB cannot be mounted here: " + said.trim())
        .isZero();
    return disk;
  }

  @Test
  void commandOfAPartWhereNothingRuns_saysSo() throws Exception {
    try (Launched launched =
        Launched.start("exec", "--data-dir", data.toString(), "importer", "rebuild")) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.err()).singleElement().asString().contains("No Lambdax runs on " + data);
    }
  }

  private void refused(String why, String... arguments) throws IOException, InterruptedException {
    refused(1, why, arguments);
  }

  private void refusedAsUsage(String why, String... arguments)
      throws IOException, InterruptedException {
    refused(2, why, arguments);
  }

  private void refused(int exitCode, String why, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--data-dir", data.toString()));
    all.addAll(List.of(arguments));
    if (!all.contains("--port")) {
      all.addAll(List.of("--port", "0"));
    }
    try (Launched launched = Launched.start(all.toArray(String[]::new))) {
      assertThat(launched.exitCode()).isEqualTo(exitCode);
      assertThat(launched.out()).isEmpty();
      assertThat(launched.err()).singleElement().asString().startsWith("lambdax: ").contains(why);
    }
  }
}
