package io.lookouttrail.sample.digests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.output.GzipWriter;
import io.lookouttrail.sample.output.SeededRandom;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * RSA key of 2048 bits that signs with SHA-256 and PKCS#1 v1.5 padding (RFC 8017, 8.2).
 *
 * <p>A seed gives the same key on every machine; the JDK's generators do not guarantee that for
 * their providers. Anyone who knows the seed knows the key, so it is of use only for samples.
 *
 * <p>The modulus has eight primes instead of two (multi-prime RSA, RFC 8017, 3.2). A verifier sees
 * no difference, and a signature takes a fifth of the JDK's time: a sample of three months has some
 * 18,000 of them.
 */
public final class SigningKey {
  private static final int BITS = 2048;
  private static final int PRIMES = 8;
  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  /** DER of DigestInfo for SHA-256, before the hash (RFC 8017, 9.2, note 1). */
  private static final byte[] DIGEST_INFO =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  /** Length of the part of a 2048-bit key's SubjectPublicKeyInfo before its PKCS#1 DER. */
  private static final int ALGORITHM_BYTES = 24;

  private final BigInteger modulus;
  private final List<Factor> factors;
  private final byte[] subjectPublicKeyInfo;

  private SigningKey(BigInteger modulus, List<Factor> factors) {
    this.modulus = modulus;
    this.factors = factors;
    this.subjectPublicKeyInfo = encode(modulus);
  }

  /**
   * A prime of the modulus.
   *
   * @param exponent the private exponent modulo the prime minus 1
   * @param product the product of the previous primes
   * @param inverse inverse of that product modulo the prime
   */
  private record Factor(
      BigInteger prime, BigInteger exponent, BigInteger product, BigInteger inverse) {

    static Factor of(BigInteger prime, BigInteger product) {
      return new Factor(
          prime,
          EXPONENT.modInverse(prime.subtract(BigInteger.ONE)),
          product,
          product.modInverse(prime));
    }

    /** Extends a root of the message modulo the previous primes by this prime (Garner). */
    BigInteger extend(BigInteger root, BigInteger message) {
      BigInteger here = message.mod(prime).modPow(exponent, prime);
      return root.add(here.subtract(root).multiply(inverse).mod(prime).multiply(product));
    }
  }

  /** Returns the key for a seed and a purpose. */
  public static SigningKey of(long seed, Object... purpose) {
    SeededRandom random = SeededRandom.of(seed, purpose);
    List<Factor> factors = new ArrayList<>();
    BigInteger modulus = BigInteger.ONE;
    while (factors.size() < PRIMES) {
      BigInteger prime = prime(random);
      boolean usable =
          prime.bitLength() == BITS / PRIMES
              && modulus.mod(prime).signum() != 0
              && prime.subtract(BigInteger.ONE).mod(EXPONENT).signum() != 0;
      if (usable) {
        factors.add(Factor.of(prime, modulus));
        modulus = modulus.multiply(prime);
      }
    }
    return new SigningKey(modulus, factors);
  }

  /** A prime whose four highest bits are set, so that eight make a modulus of the full length. */
  private static BigInteger prime(SeededRandom random) {
    int bits = BITS / PRIMES;
    BigInteger start = BigInteger.ZERO;
    for (int i = 0; i < bits; i += Integer.SIZE) {
      start = start.shiftLeft(Integer.SIZE).or(BigInteger.valueOf(random.nextLong() >>> 32));
    }
    return start.or(BigInteger.valueOf(15).shiftLeft(bits - 4)).nextProbablePrime();
  }

  private static byte[] encode(BigInteger modulus) {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(modulus, EXPONENT))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** Returns the signature of a text's UTF-8 bytes, in lower-case hex. */
  public String sign(String text) {
    byte[] block = new byte[BITS / 8];
    byte[] hash = GzipWriter.sha256().digest(text.getBytes(UTF_8));
    int info = block.length - DIGEST_INFO.length - hash.length;
    Arrays.fill(block, 2, info - 1, (byte) 0xff);
    block[1] = 1;
    System.arraycopy(DIGEST_INFO, 0, block, info, DIGEST_INFO.length);
    System.arraycopy(hash, 0, block, block.length - hash.length, hash.length);
    BigInteger message = new BigInteger(1, block);
    BigInteger root = BigInteger.ZERO;
    for (Factor factor : factors) {
      root = factor.extend(root, message);
    }
    String hex = root.toString(16);
    return "0".repeat(BITS / 4 - hex.length()) + hex;
  }

  public BigInteger modulus() {
    return modulus;
  }

  /** DER of the X.509 SubjectPublicKeyInfo. */
  public byte[] subjectPublicKeyInfo() {
    return subjectPublicKeyInfo.clone();
  }

  /** DER of the PKCS#1 RSAPublicKey, the form of most of CloudTrail's keys. */
  public byte[] pkcs1() {
    return Arrays.copyOfRange(subjectPublicKeyInfo, ALGORITHM_BYTES, subjectPublicKeyInfo.length);
  }

  /** Returns CloudTrail's fingerprint of a key: MD5 of its DER in lower-case hex. */
  public static String fingerprint(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
