package io.lookouttrail.attest.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.attest.keys.CertificatesFile;
import io.lookouttrail.fixtures.OpenSsl;
import io.lookouttrail.fixtures.TimestampServer;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timestamps of a real authority, {@code openssl ts}, and what can be wrong with them. */
class TimestampTest {
  private static final byte[] CONTENT = "an envelope".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static TimestampServer rsa;
  private static TimestampServer curve;

  @BeforeAll
  static void start() throws IOException {
    rsa = TimestampServer.start(folder.resolve("rsa"), "-newkey", "rsa:2048");
    curve =
        TimestampServer.start(
            folder.resolve("curve"), "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  @AfterAll
  static void stop() {
    rsa.close();
    curve.close();
  }

  @AfterEach
  void calm() {
    rsa.changing(UnaryOperator.identity());
    rsa.answering(200);
  }

  private static List<X509Certificate> root(TimestampServer server) {
    return new CertificatesFile(server.root(), "--timestamp-ca").read();
  }

  private static Timestamp of(TimestampServer server) {
    return new TimestampAuthority(server.url()).of(CONTENT);
  }

  @Test
  void areVerifiedWithTheRootOfTheirAuthority() {
    for (TimestampServer server : List.of(rsa, curve)) {
      Timestamp timestamp = of(server);
      assertThat(timestamp.verify(root(server))).isEqualTo("CN=clock");
      assertThat(timestamp.time())
          .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(5));
      Timestamp read = Timestamp.read(timestamp.encoded(), CONTENT);
      assertThat(read.verify(root(server))).isEqualTo("CN=clock");
      assertThat(read.time()).isEqualTo(timestamp.time());
    }
  }

  /** Anyone can check the file that a report keeps. */
  @Test
  void areVerifiedByOpenSsl() throws IOException {
    Files.write(folder.resolve("content"), CONTENT);
    Files.write(folder.resolve("report.tsq"), TimestampRequest.of(CONTENT));
    for (TimestampServer server : List.of(rsa, curve)) {
      Files.write(folder.resolve("report.tsr"), of(server).encoded());
      String root = server.root().toString();
      OpenSsl openssl = new OpenSsl(folder);
      assertThat(
              openssl.run(
                  "ts", "-verify", "-data", "content", "-in", "report.tsr", "-CAfile", root))
          .contains("Verification: OK");
      assertThat(
              openssl.run(
                  "ts",
                  "-verify",
                  "-queryfile",
                  "report.tsq",
                  "-in",
                  "report.tsr",
                  "-CAfile",
                  root))
          .contains("Verification: OK");
    }
  }

  @Test
  void areRequestedInTheSameWayEachTime() {
    assertThat(TimestampRequest.of(CONTENT)).isEqualTo(TimestampRequest.of(CONTENT));
    assertThat(TimestampRequest.of(new byte[] {1})).isNotEqualTo(TimestampRequest.of(CONTENT));
    Path query = folder.resolve("query.tsq");
    try {
      Files.write(query, TimestampRequest.of(CONTENT));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(new OpenSsl(folder).run("ts", "-query", "-in", "query.tsq", "-text"))
        .contains("Hash Algorithm: sha256", "Nonce: 0x", "Certificate required: yes");
  }

  private static void assertRefused(Timestamp timestamp, List<X509Certificate> roots, String why) {
    assertThatThrownBy(() -> timestamp.verify(roots))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void ofAnotherAuthorityAreRefused() {
    assertRefused(of(rsa), root(curve), "no certificate of --timestamp-ca stands behind CN=clock");
  }

  @Test
  void ofAnAuthorityWhoseCertificateHadExpiredAreRefused() {
    rsa.certify("20200101000000Z", "20210101000000Z");
    try {
      assertRefused(
          of(rsa),
          root(rsa),
          "the authority's certificate was not valid then (2020-01-01T00:00:00Z to"
              + " 2021-01-01T00:00:00Z)");
    } finally {
      rsa.certify("20200101000000Z", "20500101000000Z");
    }
  }

  private static void assertNotAccepted(byte[] answer, String why) {
    assertThatThrownBy(() -> Timestamp.accept(answer, CONTENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void ofSomethingElseAreRefused() throws IOException {
    byte[] other = "another envelope".getBytes(StandardCharsets.UTF_8);
    assertNotAccepted(
        rsa.answer(TimestampRequest.of(other)), "it is the timestamp of something else");
  }

  @Test
  void withoutTheNonceOrWithAnotherAreRefused() throws IOException {
    assertNotAccepted(rsa.answer(rsa.requestWithoutNonce(CONTENT)), "it has no nonce");
    Path query = folder.resolve("random.tsq");
    Files.write(folder.resolve("content"), CONTENT);
    new OpenSsl(folder)
        .run("ts", "-query", "-data", "content", "-sha256", "-cert", "-out", "random.tsq");
    assertNotAccepted(
        rsa.answer(Files.readAllBytes(query)), "it has another nonce than the request");
  }

  /** The status is the first number of the answer: granted is 0. */
  private static byte[] withStatus(byte[] answer, int status) {
    byte[] changed = answer.clone();
    for (int at = 0; at < changed.length - 2; at++) {
      if (changed[at] == 2 && changed[at + 1] == 1 && changed[at + 2] == 0) {
        changed[at + 2] = (byte) status;
        return changed;
      }
    }
    throw new AssertionError("no status");
  }

  @Test
  void thatAreNotGrantedAsRequestedAreRefused() throws IOException {
    byte[] answer = rsa.answer(TimestampRequest.of(CONTENT));
    assertNotAccepted(withStatus(answer, 1), "the authority granted it with modifications");
    assertNotAccepted(withStatus(answer, 2), "the authority refused it (status 2)");
    assertNotAccepted(
        rsa.answer(new byte[] {1, 2, 3}),
        "the authority refused it (status 2: Bad request format or system error.)");
  }

  @Test
  void thatAreNoneAreRefused() throws IOException {
    byte[] answer = rsa.answer(TimestampRequest.of(CONTENT));
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {0},
            "<html>".getBytes(StandardCharsets.UTF_8),
            TimestampRequest.of(CONTENT),
            Arrays.copyOf(answer, answer.length / 2))) {
      assertThatThrownBy(() -> Timestamp.accept(bytes, CONTENT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The property: no byte of a kept timestamp changes, comes or goes without being found. */
  @Test
  void findEveryChangedByte() {
    Random random = new Random(17);
    for (TimestampServer server : List.of(rsa, curve)) {
      List<X509Certificate> root = root(server);
      byte[] good = of(server).encoded();
      assertThat(holds(good, root)).isTrue();
      for (int at = 0; at < good.length; at++) {
        byte[] changed = good.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        assertThat(holds(changed, root)).as("byte %d of %d", at, good.length).isFalse();
        changed[at] = (byte) (good[at] + 1);
        assertThat(holds(changed, root)).as("byte %d of %d", at, good.length).isFalse();
        byte[] shorter = new byte[good.length - 1];
        System.arraycopy(good, 0, shorter, 0, at);
        System.arraycopy(good, at + 1, shorter, at, shorter.length - at);
        assertThat(holds(shorter, root)).as("without byte %d", at).isFalse();
      }
      assertThat(holds(Arrays.copyOf(good, good.length + 1), root)).isFalse();
    }
  }

  /**
   * A signature whose last bit is 0 has the same value if that bit is said not to count, so no
   * verification notices.
   */
  @Test
  void findAnotherLengthOfACertificatesSignature() throws IOException {
    for (int i = 0; ; i++) {
      try (TimestampServer server =
          TimestampServer.start(folder.resolve("root-" + i), "-newkey", "rsa:2048")) {
        byte[] signature = root(server).get(0).getSignature();
        if (signature[signature.length - 1] % 2 == 0) {
          byte[] changed = of(server).encoded();
          assertThat(holds(changed, root(server))).isTrue();
          int at = 1;
          while (!Arrays.equals(
              Arrays.copyOfRange(changed, at, at + signature.length), signature)) {
            at++;
          }
          changed[at - 1] = 1;
          assertThat(holds(changed, root(server))).isFalse();
          return;
        }
      }
    }
  }

  private static boolean holds(byte[] encoded, List<X509Certificate> root) {
    try {
      Timestamp.read(encoded, CONTENT).verify(root);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void assertNoTimestamp(String why) {
    assertThatThrownBy(() -> of(rsa))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot get a timestamp from %s: %s. Run it again, or use --timestamp-request and add"
                + " the answer later.",
            rsa.url(), why);
  }

  @Test
  void sayInOneLineWhyAnAuthorityGivesNone() {
    rsa.answering(503);
    assertNoTimestamp("it answered with HTTP status 503");
    rsa.answering(200);
    rsa.changing(answer -> withStatus(answer, 1));
    assertNoTimestamp("the authority granted it with modifications");
    rsa.changing(answer -> "<html>".getBytes(StandardCharsets.UTF_8));
    assertNoTimestamp("it is no answer of a timestamp authority");
  }

  @Test
  void sayThatAnAuthorityCannotBeReached() throws IOException {
    TimestampServer gone = TimestampServer.start(folder.resolve("gone"), "-newkey", "rsa:2048");
    gone.close();
    assertThatThrownBy(() -> of(gone))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Cannot get a timestamp from " + gone.url() + ": it cannot be reac");
  }
}
