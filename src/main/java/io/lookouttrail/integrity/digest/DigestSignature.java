package io.lookouttrail.integrity.digest;

import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/**
 * Signature check of a digest.
 *
 * <p>Source: AWS CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity
 * validation".
 */
public final class DigestSignature {
  static final String ALGORITHM = "SHA256withRSA";

  private DigestSignature() {}

  /**
   * The text that CloudTrail signs.
   *
   * @param sha256 lower-hex SHA-256 of the digest's uncompressed bytes
   */
  static String signedText(DigestDocument digest, String sha256) {
    return String.join(
        "\n",
        digest.endTimeText(),
        digest.bucket() + "/" + digest.key(),
        sha256,
        digest.previous().flatMap(Previous::signature).orElse("null"));
  }

  /**
   * Whether a signature, in hex, is the digest's signature with the private key of a public key.
   */
  public static boolean verifies(
      DigestDocument digest, String sha256, String signatureHex, PublicKey key) {
    if (!digest.signatureAlgorithm().equals(ALGORITHM)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(signedText(digest, sha256).getBytes(StandardCharsets.UTF_8));
      return signature.verify(HexFormat.of().parseHex(signatureHex.strip()));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The text is not hex, or its length does not fit the key: it is not a signature of this.
      return false;
    }
  }
}
