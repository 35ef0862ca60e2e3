package io.lookouttrail.integrity.digest;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * Parser of RSA public keys in the two forms that ListPublicKeys returns: PKCS#1 RSAPublicKey and
 * X.509 SubjectPublicKeyInfo.
 */
final class RsaKeyParser {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;

  /** AlgorithmIdentifier of rsaEncryption. Source: RFC 3279, section 2.3.1. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private RsaKeyParser() {}

  /**
   * Parses a key's DER.
   *
   * @throws IllegalArgumentException if it is neither form of an RSA key
   */
  static PublicKey ofDer(byte[] der) {
    try {
      byte[] info = isPkcs1(der) ? subjectPublicKeyInfo(der) : der;
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key is not an RSA public key: " + e.getMessage(), e);
    }
  }

  /** Lower-hex MD5 of the DER, which is CloudTrail's fingerprint of a key. */
  static String fingerprint(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** The first element of the sequence is the modulus in PKCS#1, and a sequence in X.509. */
  private static boolean isPkcs1(byte[] der) {
    if (der.length < 4 || der[0] != SEQUENCE) {
      return false;
    }
    int lengthBytes = (der[1] & 0x80) == 0 ? 0 : der[1] & 0x7f;
    int first = 2 + lengthBytes;
    return first < der.length && der[first] == INTEGER;
  }

  private static byte[] subjectPublicKeyInfo(byte[] pkcs1) {
    byte[] unusedBits = new byte[pkcs1.length + 1];
    System.arraycopy(pkcs1, 0, unusedBits, 1, pkcs1.length);
    byte[] bitString = der(BIT_STRING, unusedBits);
    byte[] both = new byte[RSA.length + bitString.length];
    System.arraycopy(RSA, 0, both, 0, RSA.length);
    System.arraycopy(bitString, 0, both, RSA.length, bitString.length);
    return der(SEQUENCE, both);
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = (32 - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
      out.write(0x80 | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(content.length >>> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
