package io.lambdax.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The free space under a directory. Thread-safe. */
final class Disk {
  /** With less, the services fail in ways that do not name the disk. */
  private static final long FULL_MIB = 16;

  private static final long LOW_MIB = 256;

  private final Path directory;

  Disk(Path directory) {
    this.directory = directory;
  }

  /**
   * Looks before anything is written.
   *
   * @throws LaunchException if less is free
   */
  void demand(long mebibytes) {
    long free = freeMib();
    if (free < mebibytes) {
      throw new LaunchException(
          "The disk of %s has %d MiB left and Lambdax needs %d MiB: free some, or give another with --data-dir"
              .formatted(directory, free, mebibytes));
    }
  }

  boolean full() {
    return freeMib() < FULL_MIB;
  }

  boolean low() {
    return freeMib() < LOW_MIB;
  }

  /** The line for a user whose disk is full or nearly so. */
  String state() {
    return "The disk of %s is %s (%d MiB left): free some, or give another with --data-dir"
        .formatted(directory, full() ? "full" : "nearly full", freeMib());
  }

  private long freeMib() {
    try {
      return Files.getFileStore(directory).getUsableSpace() >> 20;
    } catch (IOException e) {
      throw new LaunchException(
          "Cannot see how much space is left for the data directory " + directory + ": " + e, e);
    }
  }
}
