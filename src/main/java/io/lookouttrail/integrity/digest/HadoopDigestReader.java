package io.lookouttrail.integrity.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.storage.OddKeyObject;
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
 * Reader of digests in a Hadoop file system. It takes signatures from the object's metadata, which
 * S3A returns as extended attributes, else from the {@code .head.json} file beside the digest.
 */
public final class HadoopDigestReader implements DigestReader, AutoCloseable {
  /** A digest has about 500 bytes for each log file that it lists. */
  private static final long MAX_BYTES = 256L << 20;

  private static final String METADATA = "signature";
  private static final String SIGNATURE = "header." + METADATA;

  private final Configuration hadoop;
  private final WholeFileReader reader;

  public HadoopDigestReader(Configuration hadoop) {
    this.hadoop = hadoop;
    this.reader = new WholeFileReader(hadoop, MAX_BYTES);
  }

  @Override
  public ReadResult read(LogFile digest) {
    return reader.read(digest);
  }

  @Override
  public OwnSignature signature(LogFile digest) {
    boolean isObject = digest.sourceFile().startsWith("s3://");
    try {
      Optional<OddKeyObject> odd = OddKeyObject.of(hadoop, digest.path());
      if (odd.isPresent()) {
        return ofOddKey(odd.get(), digest);
      }
      Path path = new Path(digest.path());
      FileSystem fileSystem = path.getFileSystem(hadoop);
      Place place = isObject ? Place.METADATA : Place.NO_HEAD_FILE;
      try {
        Optional<String> stored = metadata(fileSystem, path);
        if (stored.isPresent()) {
          return new OwnSignature(stored, Place.METADATA);
        }
      } catch (UnsupportedOperationException | IllegalArgumentException e) {
        // A disk has no such metadata by design; for an object store the user should know.
        place = isObject ? Place.NO_METADATA : Place.NO_HEAD_FILE;
      }
      return headFile(fileSystem, path).orElse(new OwnSignature(Optional.empty(), place));
    } catch (IOException e) {
      return new OwnSignature(Optional.empty(), Place.UNREADABLE);
    }
  }

  private OwnSignature ofOddKey(OddKeyObject digest, LogFile file) throws IOException {
    Optional<String> stored =
        Optional.ofNullable(digest.metadata().get(METADATA))
            .map(String::strip)
            .filter(text -> !text.isEmpty());
    Optional<OddKeyObject> head = OddKeyObject.of(hadoop, file.path() + AwsCliFiles.HEAD_SUFFIX);
    if (stored.isPresent() || head.isEmpty() || head.get().find().isEmpty()) {
      return new OwnSignature(stored, Place.METADATA);
    }
    try (InputStream in = head.get().open(0)) {
      return ofHeadFile(in);
    }
  }

  private static Optional<String> metadata(FileSystem fileSystem, Path path) throws IOException {
    byte[] value = fileSystem.getXAttr(path, SIGNATURE);
    return Optional.ofNullable(value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(text -> !text.isEmpty());
  }

  /** The signature in the file beside a digest; empty if there is no such file. */
  private static Optional<OwnSignature> headFile(FileSystem fileSystem, Path path)
      throws IOException {
    Path head = new Path(path.getParent(), path.getName() + AwsCliFiles.HEAD_SUFFIX);
    try (InputStream in = fileSystem.open(head)) {
      return Optional.of(ofHeadFile(in));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static OwnSignature ofHeadFile(InputStream file) throws IOException {
    try {
      return new OwnSignature(AwsCliFiles.signature(file.readAllBytes()), Place.HEAD_FILE);
    } catch (JsonProcessingException e) {
      // The file is there, and it is not what head-object prints: it holds no signature.
      return new OwnSignature(Optional.empty(), Place.HEAD_FILE);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
