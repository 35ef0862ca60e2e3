package io.lookouttrail.attest.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;

/**
 * The algorithm of a signature. It follows from the key, so that no field of an envelope chooses
 * it.
 */
public enum SignatureScheme {
  /** Ed25519 (RFC 8032): the same key and message give the same signature. */
  ED25519("Ed25519", "Ed25519"),
  /** ECDSA over P-256 with SHA-256; the signature is in DER. */
  ECDSA_P256("SHA256withECDSA", "ECDSA P-256"),
  /** RSA, PKCS #1 v1.5, with SHA-256. */
  RSA("SHA256withRSA", "RSA");

  /** What keys are accepted, in words, for error messages. */
  public static final String ACCEPTED = "Ed25519, EC P-256, and RSA of at least 2048 bits";

  private static final int MIN_RSA_BITS = 2048;

  /** The order of P-256 (FIPS 186-4, D.1.2.3). */
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final String algorithm;
  private final String label;

  SignatureScheme(String algorithm, String label) {
    this.algorithm = algorithm;
    this.label = label;
  }

  /** The name for people. */
  public String label() {
    return label;
  }

  /**
   * The scheme of a public or private key.
   *
   * @throws InvalidKeyException if no signature is made with such keys; the message says why
   */
  public static SignatureScheme of(Key key) throws InvalidKeyException {
    if (key instanceof EdECKey edwards) {
      if (edwards.getParams().getName().equals("Ed25519")) {
        return ED25519;
      }
      throw new InvalidKeyException("it is for " + edwards.getParams().getName());
    } else if (key instanceof ECKey curve) {
      if (curve.getParams().getOrder().equals(P256_ORDER)) {
        return ECDSA_P256;
      }
      throw new InvalidKeyException("it is on another elliptic curve than P-256");
    } else if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits >= MIN_RSA_BITS) {
        return RSA;
      }
      throw new InvalidKeyException("it is RSA of only " + bits + " bits");
    }
    throw new InvalidKeyException("it is for " + key.getAlgorithm());
  }

  /**
   * Signs a message.
   *
   * @throws GeneralSecurityException if the key cannot sign
   */
  public static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(of(key).algorithm);
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  /** Whether the signature of a message is this key's; not for a key that is not accepted. */
  public static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(of(key).algorithm);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // The bytes are no signature of this algorithm.
      return false;
    }
  }
}
