package io.lookouttrail.attest.timestamp;

import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/**
 * The timestamp of some content: the answer of an authority to {@link TimestampRequest}. Its
 * methods throw {@link IllegalArgumentException} with the reason where something does not hold.
 */
public final class Timestamp {
  private final byte[] encoded;
  private final TimeStampToken token;

  private Timestamp(byte[] encoded, TimeStampToken token) {
    this.encoded = encoded;
    this.token = token;
  }

  /**
   * Accepts the answer of an authority for some content, and leaves out what no signature covers.
   * It does not check who the authority is.
   */
  public static Timestamp accept(byte[] answer, byte[] content) {
    try {
      byte[] encoded = ResponseForm.of(ResponseForm.parse(answer));
      return of(encoded, content);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no answer of a timestamp authority", e);
    }
  }

  /** Reads what {@link #encoded} gave for some content. */
  public static Timestamp read(byte[] encoded, byte[] content) {
    try {
      if (!Arrays.equals(encoded, ResponseForm.of(ResponseForm.parse(encoded)))) {
        throw new IllegalArgumentException("it is not in the form in which it was written");
      }
      return of(encoded, content);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no timestamp", e);
    }
  }

  private static Timestamp of(byte[] encoded, byte[] content) throws IOException {
    TimeStampToken token;
    try {
      token = new TimeStampToken(ResponseForm.parse(encoded).getTimeStampToken());
    } catch (TSPException | RuntimeException e) {
      throw new IOException("its token is damaged", e);
    }
    requireContent(token.getTimeStampInfo(), Sha256.digest(content));
    return new Timestamp(encoded, token);
  }

  private static void requireContent(TimeStampTokenInfo info, byte[] hash) {
    if (!NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
        || !Arrays.equals(hash, info.getMessageImprintDigest())) {
      throw new IllegalArgumentException("it is the timestamp of something else");
    }
    BigInteger nonce = info.getNonce();
    if (nonce == null) {
      throw new IllegalArgumentException("it has no nonce");
    }
    if (!nonce.equals(TimestampRequest.nonce(hash))) {
      throw new IllegalArgumentException("it has another nonce than the request");
    }
  }

  /** The answer in DER, without what no signature covers. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** When the content existed, as the authority says; to be trusted after {@link #verify}. */
  public Instant time() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /**
   * Verifies the authority's signature and certificate at the time of the timestamp. Revoked
   * certificates are not known here.
   *
   * @param trusted certificates that the user trusts, with those between them and the authority's
   * @return the name of the authority in its certificate
   */
  public String verify(List<X509Certificate> trusted) {
    try {
      return new TokenVerification(token, trusted).verify();
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("its token is damaged", e);
    }
  }
}
