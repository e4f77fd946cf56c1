package io.lambdax.store.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Small whole files below the lake's root, replaced atomically: a reader sees the old or the new
 * content, never a part. Thread-safe.
 */
public final class LakeFiles {
  private final Configuration configuration;
  private final Path root;
  private final FileContext context;
  private final FileSystem fileSystem;

  /**
   * Opens the file system of that root.
   *
   * @throws IOException if it cannot be reached
   */
  public LakeFiles(Configuration configuration, URI root) throws IOException {
    this.configuration = configuration;
    this.root = new Path(root);
    this.context = FileContext.getFileContext(root, configuration);
    this.fileSystem = FileSystem.get(root, configuration);
  }

  /** The configuration the file system was opened with. */
  public Configuration configuration() {
    return configuration;
  }

  /** The file system below the root, shared: not to be closed. */
  public FileSystem fileSystem() {
    return fileSystem;
  }

  /** The path of a file or folder below the root. */
  public Path path(String relative) {
    return new Path(root, relative);
  }

  /** The content of a file, or nothing if there is none. */
  public Optional<byte[]> read(Path file) throws IOException {
    try (FSDataInputStream in = fileSystem.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Writes a file whole, in place of an earlier one. */
  public void replace(Path file, byte[] content) throws IOException {
    Path written = writeBeside(file, content);
    context.rename(written, file, Options.Rename.OVERWRITE);
  }

  /**
   * Writes a file whole unless there is one.
   *
   * @return whether this call wrote it
   */
  public boolean create(Path file, byte[] content) throws IOException {
    Path written = writeBeside(file, content);
    try {
      context.rename(written, file, Options.Rename.NONE);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      context.delete(written, false);
      return false;
    }
  }

  private Path writeBeside(Path file, byte[] content) throws IOException {
    Path part = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
    try (FSDataOutputStream out =
        context.create(
            part,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      out.write(content);
      out.hsync();
    }
    return part;
  }
}
