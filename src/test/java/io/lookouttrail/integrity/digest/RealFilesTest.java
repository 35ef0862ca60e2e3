package io.lookouttrail.integrity.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that AWS wrote; they are not part of the project, and the test runs only if they exist. */
class RealFilesTest {
  private static final Path DATA = Path.of("..", "shared", "data").toAbsolutePath().normalize();
  private static final Path DOCS = DATA.resolve("aws-docs").resolve("cloudtrail");
  private static final Path WHOLE =
      DATA.resolve("digest").resolve("llm-guard-ap-northeast-1-20231015T230404Z.json");
  private static final Path KEYS = DOCS.resolve("cloudtrail-log-file-custom-validation-00.json");

  @BeforeAll
  static void areThere() {
    assumeTrue(Files.isDirectory(DATA), () -> DATA + " is not there");
  }

  private static DigestDocument parsed(Path file) throws IOException {
    return DigestDocument.parse(Files.readAllBytes(file));
  }

  private static Complete read(Path file) throws IOException {
    String uri = file.toUri().toString();
    LogFile digest =
        new LogFile(uri, uri, Files.size(file), Instant.EPOCH, null, null, Instant.EPOCH);
    try (WholeFileReader reader = new WholeFileReader(new Configuration(false), 1 << 20)) {
      return (Complete) reader.read(digest);
    }
  }

  @Test
  void aDigestIsReadWithItsEscapedSlashes() throws IOException {
    DigestDocument digest = parsed(WHOLE);

    assertThat(digest.endTimeText()).isEqualTo("2023-10-15T23:04:04Z");
    assertThat(digest.key())
        .startsWith("AWSLogs/" + digest.account() + "/CloudTrail-Digest/ap-northeast-1/2023/10/15/")
        .endsWith("_20231015T230404Z.json.gz");
    assertThat(digest.previous().orElseThrow().signature().orElseThrow()).hasSize(512);
    assertThat(digest.logs())
        .isNotEmpty()
        .allMatch(log -> log.sha256().length() == 64)
        .noneMatch(log -> log.key().contains("\\"));
  }

  @Test
  void itsHashIsTakenOverItsBytesAsTheyAre() throws Exception {
    byte[] bytes = Files.readAllBytes(WHOLE);

    assertThat(read(WHOLE).bytes()).isEqualTo(bytes).contains((byte) '\\');
    assertThat(read(WHOLE).sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @Test
  void theUserGuidesDigestsAreRead() throws IOException {
    DigestDocument busy =
        parsed(DOCS.resolve("cloudtrail-log-file-validation-digest-file-structure-02.json"));
    DigestDocument empty =
        parsed(DOCS.resolve("cloudtrail-log-file-validation-digest-file-structure-03.json"));

    assertThat(busy.logs()).isNotEmpty();
    assertThat(empty.logs()).isEmpty();
    assertThat(List.of(busy, empty))
        .allMatch(digest -> digest.previous().isPresent())
        .allMatch(digest -> digest.endTime().equals(digest.startTime().plusSeconds(3600)));
  }

  @Test
  void bothKindsOfPublicKeyLoadAndAreWhatTheirFingerprintsSay() throws IOException {
    PublicKeys keys = PublicKeys.load(List.of(KEYS.toString()), new Configuration(false));

    // Loading rejects a key that does not match its fingerprint.
    assertThat(keys.derByFingerprint()).isNotEmpty();
    assertThat(keys.derByFingerprint().keySet())
        .allSatisfy(
            fingerprint ->
                assertThat(keys.find(fingerprint).orElseThrow())
                    .isInstanceOfSatisfying(
                        RSAPublicKey.class,
                        key -> assertThat(key.getModulus().bitLength()).isEqualTo(2048)));
    // PKCS#1 of such a key has 270 bytes, SubjectPublicKeyInfo 24 more.
    assertThat(keys.derByFingerprint().values())
        .extracting(der -> Base64.getDecoder().decode(der).length)
        .contains(270, 294);
  }
}
