package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.WholeFileReader.Reading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Digests in a Hadoop file system. Signatures are taken from the object's metadata, which S3A gives
 * as extended attributes, else from the file beside the digest.
 */
public final class HadoopDigestReader implements DigestReader, AutoCloseable {
  /** A digest has about 500 bytes a log file. */
  private static final long MOST_BYTES = 256L << 20;

  private static final String SIGNATURE = "header.signature";

  private final Configuration hadoop;
  private final WholeFileReader reader;

  public HadoopDigestReader(Configuration hadoop) {
    this.hadoop = hadoop;
    this.reader = new WholeFileReader(hadoop, MOST_BYTES);
  }

  @Override
  public Reading read(LogFile digest) {
    return reader.read(digest);
  }

  @Override
  public OwnSignature signature(LogFile digest) {
    Path path = new Path(digest.path());
    boolean noMetadata = false;
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      Optional<String> kept = Optional.empty();
      try {
        kept = metadata(fileSystem, path);
      } catch (UnsupportedOperationException e) {
        // On a disk nobody expects metadata; for objects it is worth a word.
        noMetadata = digest.sourceFile().startsWith("s3://");
      }
      Optional<String> signature = kept.isPresent() ? kept : beside(fileSystem, path);
      return new OwnSignature(signature, noMetadata && signature.isEmpty());
    } catch (IOException e) {
      // What cannot be had is no signature; the digest is then told to have none.
      return new OwnSignature(Optional.empty(), noMetadata);
    }
  }

  private static Optional<String> metadata(FileSystem fileSystem, Path path) throws IOException {
    byte[] value = fileSystem.getXAttr(path, SIGNATURE);
    return Optional.ofNullable(value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<String> beside(FileSystem fileSystem, Path path) throws IOException {
    Path head = new Path(path.getParent(), path.getName() + AwsCliFiles.HEAD_ENDING);
    try (InputStream in = fileSystem.open(head)) {
      return AwsCliFiles.signature(in.readAllBytes());
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
