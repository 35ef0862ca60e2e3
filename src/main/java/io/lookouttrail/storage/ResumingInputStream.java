package io.lookouttrail.storage;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.jspecify.annotations.Nullable;

/**
 * Input stream of a stored file that reopens after a fault. Without faults it takes one request.
 *
 * <p>A read that fails, or that ends before the listed size, continues at the same position, twice
 * at most: stores drop connections, and a short response does not mean a short file. S3A is given
 * the size and the read policy, so that it requests no metadata. A file of the local disk is opened
 * by the JVM itself, because the checks and statistics of Hadoop cost more than reading a small
 * file; not so if another file system than Hadoop's own is set for it.
 */
public final class ResumingInputStream extends InputStream {
  private static final int MAX_REOPENS = 2;

  /** Start of the path of a file on the local disk. */
  private static final String LOCAL_DISK = "file:";

  private final Configuration configuration;
  private final String path;
  private final long listedBytes;
  private @Nullable InputStream in;
  private long position;
  private int reopens;

  /** Whether a file is on the local disk. */
  static boolean isOnDisk(StoredFile file) {
    return file.path().startsWith(LOCAL_DISK);
  }

  public ResumingInputStream(Configuration configuration, StoredFile file) {
    this.configuration = configuration;
    path = file.path();
    listedBytes = file.bytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    if (listedBytes == 0) {
      return -1;
    }
    while (true) {
      int count = tryRead(out, from, length);
      if (count >= 0) {
        position += count;
        return count;
      }
      if (position >= listedBytes || reopens == MAX_REOPENS) {
        return -1;
      }
      reopens++;
      close();
    }
  }

  /** Reads once; -1 at the end, and after a fault that reopening may cure. */
  private int tryRead(byte[] out, int from, int length) throws IOException {
    try {
      return stream().read(out, from, length);
    } catch (EOFException e) {
      return -1;
    } catch (IOException e) {
      if (reopens == MAX_REOPENS || !StorageErrors.isTransient(e)) {
        throw e;
      }
      return -1;
    }
  }

  private InputStream stream() throws IOException {
    if (in != null) {
      return in;
    }
    boolean onDisk = path.startsWith(LOCAL_DISK) && JvmLocalFileSystem.isPlain(configuration);
    if (!onDisk) {
      return openObject();
    }
    InputStream opened = new FileInputStream(path.substring(LOCAL_DISK.length()));
    in = opened;
    opened.skipNBytes(position);
    return opened;
  }

  private InputStream openObject() throws IOException {
    Optional<OddKeyObject> odd = OddKeyObject.of(configuration, path);
    if (odd.isPresent()) {
      InputStream opened = odd.get().open(position);
      in = opened;
      return opened;
    }
    FSDataInputStream opened = openPath();
    in = opened;
    if (position > 0) {
      opened.seek(position);
    }
    return opened;
  }

  private FSDataInputStream openPath() throws IOException {
    Path object = new Path(path);
    return FutureIO.awaitFuture(
        object
            .getFileSystem(configuration)
            .openFile(object)
            .optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, listedBytes)
            .opt(
                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE
                    + ","
                    + OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
            .build());
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
