package io.lookouttrail.storage;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.jspecify.annotations.Nullable;

/**
 * A stored file, read from its beginning to its end in one request where all goes well.
 *
 * <p>A read that breaks, or ends before the listed size, goes on from where it was, twice at most:
 * stores drop connections, and a cut body is not yet a cut file. Told its size and that it is read
 * whole, S3A asks for no metadata. A file of the local disk is opened by the JVM itself, with none
 * of the looks and counts around it that cost Hadoop more than to read a small file, unless another
 * file system than Hadoop's own was set for it.
 */
public final class ResumingInputStream extends InputStream {
  private static final int MAX_REREADS = 2;

  /** How the path of a file on the local disk begins. */
  private static final String DISK = "file:";

  private final Configuration configuration;
  private final String path;
  private final long listedBytes;
  private @Nullable InputStream in;
  private long position;
  private int rereads;

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
      if (position >= listedBytes || rereads == MAX_REREADS) {
        return -1;
      }
      rereads++;
      close();
    }
  }

  /** Reads what comes; -1 at the end, and where reading again may give more. */
  private int tryRead(byte[] out, int from, int length) throws IOException {
    try {
      return stream().read(out, from, length);
    } catch (EOFException e) {
      return -1;
    } catch (IOException e) {
      if (rereads == MAX_REREADS || !StorageErrors.isTransient(e)) {
        throw e;
      }
      return -1;
    }
  }

  private InputStream stream() throws IOException {
    if (in != null) {
      return in;
    }
    boolean onDisk = path.startsWith(DISK) && JvmLocalFileSystem.isPlain(configuration);
    InputStream opened = onDisk ? new FileInputStream(path.substring(DISK.length())) : openObject();
    in = opened;
    if (position > 0 && opened instanceof FSDataInputStream object) {
      object.seek(position);
    } else {
      opened.skipNBytes(position);
    }
    return opened;
  }

  private FSDataInputStream openObject() throws IOException {
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
