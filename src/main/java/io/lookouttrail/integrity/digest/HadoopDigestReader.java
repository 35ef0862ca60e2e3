package io.lookouttrail.integrity.digest;

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
    boolean noMetadata = false;
    try {
      Optional<OddKeyObject> odd = OddKeyObject.of(hadoop, digest.path());
      if (odd.isPresent()) {
        return new OwnSignature(ofOddKey(odd.get(), digest), false);
      }
      Path path = new Path(digest.path());
      FileSystem fileSystem = path.getFileSystem(hadoop);
      Optional<String> stored = Optional.empty();
      try {
        stored = metadata(fileSystem, path);
      } catch (UnsupportedOperationException e) {
        // A local disk has no metadata by design; for an object store the user should know.
        noMetadata = digest.sourceFile().startsWith("s3://");
      }
      Optional<String> signature = stored.isPresent() ? stored : headFile(fileSystem, path);
      return new OwnSignature(signature, noMetadata && signature.isEmpty());
    } catch (IOException e) {
      // The digest then counts as one without a stored signature.
      return new OwnSignature(Optional.empty(), noMetadata);
    }
  }

  private Optional<String> ofOddKey(OddKeyObject digest, LogFile file) throws IOException {
    Optional<String> stored =
        Optional.ofNullable(digest.metadata().get(METADATA))
            .map(String::strip)
            .filter(text -> !text.isEmpty());
    Optional<OddKeyObject> head = OddKeyObject.of(hadoop, file.path() + AwsCliFiles.HEAD_SUFFIX);
    if (stored.isPresent() || head.isEmpty() || head.get().find().isEmpty()) {
      return stored;
    }
    try (InputStream in = head.get().open(0)) {
      return AwsCliFiles.signature(in.readAllBytes());
    }
  }

  private static Optional<String> metadata(FileSystem fileSystem, Path path) throws IOException {
    byte[] value = fileSystem.getXAttr(path, SIGNATURE);
    return Optional.ofNullable(value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<String> headFile(FileSystem fileSystem, Path path) throws IOException {
    Path head = new Path(path.getParent(), path.getName() + AwsCliFiles.HEAD_SUFFIX);
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
