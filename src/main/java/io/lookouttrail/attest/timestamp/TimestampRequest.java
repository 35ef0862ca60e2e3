package io.lookouttrail.attest.timestamp;

import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/**
 * The request for a timestamp of some content: its SHA-256, a nonce, and that the answer shall have
 * the authority's certificate.
 *
 * <p>The nonce is a hash of the content's hash. So the request for some content is always the same,
 * and an answer can be checked without it. An older answer to the same request shows that the same
 * content existed even earlier.
 */
public final class TimestampRequest {
  private static final byte[] NONCE_PREFIX =
      "lookout-trail timestamp nonce\n".getBytes(StandardCharsets.US_ASCII);

  private static final int NONCE_BYTES = 8;

  private TimestampRequest() {}

  /** The request in DER. */
  public static byte[] of(byte[] content) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] hash = Sha256.digest(content);
    TimeStampRequest request =
        generator.generate(
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), hash, nonce(hash));
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The nonce for a hash; positive. */
  static BigInteger nonce(byte[] hash) {
    byte[] both =
        ByteBuffer.allocate(NONCE_PREFIX.length + hash.length).put(NONCE_PREFIX).put(hash).array();
    return new BigInteger(1, Arrays.copyOf(Sha256.digest(both), NONCE_BYTES));
  }
}
