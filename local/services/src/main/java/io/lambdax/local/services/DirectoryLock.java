package io.lambdax.local.services;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a directory to one process at a time; the system lets go of it however that one ends. */
public final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock file {@code .lock} in a directory that exists.
   *
   * @return empty if another process, or this one, has it
   * @throws ServiceException if the directory cannot be written
   */
  public static Optional<DirectoryLock> tryTake(Path directory) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new DirectoryLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      close(channel);
      return Optional.empty();
    } catch (IOException e) {
      throw new ServiceException(
          "Cannot write to " + directory + " (" + e + "): check its rights and free space", e);
    }
  }

  /**
   * As {@link #tryTake}, for a service.
   *
   * @throws ServiceException if the directory is in use
   */
  static DirectoryLock take(Path directory, String service) {
    return tryTake(directory)
        .orElseThrow(
            () ->
                new ServiceException(
                    service
                        + ": the directory "
                        + directory
                        + " is in use by another process: stop that one or use another directory"));
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ServiceException("Cannot close a lock file", e);
    }
  }
}
