package io.lookouttrail.tables.lock;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A lease on a file system of Hadoop, such as HDFS. It is made without overwriting. Whether it has
 * expired is decided by this machine's clock, which may differ from the holder's by a minute.
 */
record HadoopLeaseFile(FileSystem fileSystem, Path file, Clock clock) implements LeaseFile {
  @Override
  public Optional<Found> read() throws IOException {
    String text;
    Instant modified;
    try (FSDataInputStream in = fileSystem.open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      modified = Instant.ofEpochMilli(fileSystem.getFileStatus(file).getModificationTime());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    Optional<Lease> lease = Lease.parse(text);
    Instant until = lease.map(Lease::until).orElse(modified.plus(Lease.TERM));
    boolean expired = clock.instant().isAfter(until.plus(CLOCKS_DIFFER));
    return Optional.of(new Found(lease, text, expired));
  }

  @Override
  public Optional<String> create(Lease lease) throws IOException {
    try {
      return Optional.of(write(lease, false));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> replace(Lease lease, String version) throws IOException {
    Optional<Found> found = read();
    return found.isPresent() && found.get().version().equals(version)
        ? Optional.of(write(lease, true))
        : Optional.empty();
  }

  private String write(Lease lease, boolean overwrite) throws IOException {
    try (FSDataOutputStream out = fileSystem.create(file, overwrite)) {
      out.write(lease.content());
    }
    return new String(lease.content(), StandardCharsets.UTF_8);
  }

  @Override
  public void delete() throws IOException {
    fileSystem.delete(file, false);
  }

  @Override
  public boolean isAtomic() {
    return false;
  }

  @Override
  public String location() {
    return file.getParent().toString();
  }
}
