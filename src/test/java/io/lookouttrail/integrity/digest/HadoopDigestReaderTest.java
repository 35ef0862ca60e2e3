package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.DigestReader.OwnSignature;
import io.lookouttrail.integrity.digest.DigestReader.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of a digest's signature, and their order. */
class HadoopDigestReaderTest {
  private static final String NAME = "digest.json.gz";

  @TempDir Path folder;

  private final Configuration hadoop = new Configuration(false);

  /** File system with object metadata, as S3A returns it. */
  public static final class WithMetadata extends RawLocalFileSystem {
    @Override
    public byte[] getXAttr(org.apache.hadoop.fs.Path path, String name) {
      return name.equals("header.signature") ? " 12ab\n".getBytes(UTF_8) : new byte[0];
    }
  }

  /** File system with object metadata that holds no signature. */
  public static final class WithoutSignature extends RawLocalFileSystem {
    @Override
    public byte[] getXAttr(org.apache.hadoop.fs.Path path, String name) {
      return new byte[0];
    }
  }

  /** File system that denies access to object metadata. */
  public static final class Forbidding extends RawLocalFileSystem {
    @Override
    public byte[] getXAttr(org.apache.hadoop.fs.Path path, String name) throws IOException {
      throw new IOException("403");
    }
  }

  private OwnSignature signature(String canonicalPlace) {
    LogFile digest =
        new LogFile(
            canonicalPlace + NAME,
            "file:" + folder.resolve(NAME),
            1,
            Instant.EPOCH,
            null,
            null,
            Instant.EPOCH);
    try (HadoopDigestReader digests = new HadoopDigestReader(hadoop)) {
      return digests.signature(digest);
    }
  }

  private void files(Class<?> fileSystem) {
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    hadoop.setClass("fs.file.impl", fileSystem, org.apache.hadoop.fs.FileSystem.class);
  }

  private void sideFile() throws IOException {
    Files.writeString(
        folder.resolve(NAME + ".head.json"), "{\"Metadata\":{\"signature\":\"34cd\"}}");
  }

  @Test
  void takesItFromTheObjectsMetadata() throws IOException {
    files(WithMetadata.class);
    sideFile();

    assertThat(signature("s3://b/"))
        .isEqualTo(new OwnSignature(Optional.of("12ab"), Place.METADATA));
  }

  @Test
  void saysWhereObjectsHaveNoMetadata() {
    files(RawLocalFileSystem.class);

    assertThat(signature("s3://b/"))
        .isEqualTo(new OwnSignature(Optional.empty(), Place.NO_METADATA));
  }

  @Test
  void takesItFromTheFileBesideWhereObjectsHaveNoMetadata() throws IOException {
    files(RawLocalFileSystem.class);
    sideFile();

    assertThat(signature("s3://b/"))
        .isEqualTo(new OwnSignature(Optional.of("34cd"), Place.HEAD_FILE));
  }

  @Test
  void expectsNoMetadataOnADisk() {
    files(RawLocalFileSystem.class);

    assertThat(signature("file:///copy/"))
        .isEqualTo(new OwnSignature(Optional.empty(), Place.NO_HEAD_FILE));
  }

  @Test
  void hasNoSignatureWhereItMayNotBeAskedFor() {
    files(Forbidding.class);

    assertThat(signature("s3://b/"))
        .isEqualTo(new OwnSignature(Optional.empty(), Place.UNREADABLE));
  }

  @Test
  void hasNoSignatureWhereTheMetadataHasNone() {
    files(WithoutSignature.class);

    assertThat(signature("s3://b/")).isEqualTo(new OwnSignature(Optional.empty(), Place.METADATA));
  }

  @Test
  void hasNoSignatureWhereTheFileBesideHasNone() throws IOException {
    files(RawLocalFileSystem.class);
    for (String text : new String[] {"", "{\"Metadata\":{}}", "no JSON"}) {
      Files.writeString(folder.resolve(NAME + ".head.json"), text);

      assertThat(signature("file:///copy/"))
          .as(text)
          .isEqualTo(new OwnSignature(Optional.empty(), Place.HEAD_FILE));
    }
  }
}
