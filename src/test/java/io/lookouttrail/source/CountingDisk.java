package io.lookouttrail.source;

import java.io.IOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local file system under another scheme, which records the opened files and listed folders. */
public final class CountingDisk extends RawLocalFileSystem {
  static final String SCHEME = "counted";
  static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();
  static final Queue<String> LISTED = new ConcurrentLinkedQueue<>();

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    OPENED.add(file.getName());
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    LISTED.add(folder.getName());
    return super.listStatus(folder);
  }
}
