package io.lookouttrail.attest.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * Computes the public key of a private one. The JDK has no method for it, and a file in PKCS #8
 * need not hold the public key. Its user has to check the result with a signature.
 */
final class PublicKeyOf {
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private PublicKeyOf() {}

  /**
   * Computes the public key.
   *
   * @throws InvalidKeyException if the key is of no accepted kind
   */
  static PublicKey privateKey(PrivateKey key) throws GeneralSecurityException {
    return switch (SignatureScheme.of(key)) {
      case ED25519 -> edwards((EdECPrivateKey) key);
      case ECDSA_P256 -> curve((ECPrivateKey) key);
      case RSA -> rsa(key);
    };
  }

  private static PublicKey rsa(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    throw new InvalidKeyException("it has no public exponent");
  }

  /** A private key of Ed25519 is what its generator drew: with the same draw it gives the pair. */
  private static PublicKey edwards(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed =
        key.getBytes().orElseThrow(() -> new InvalidKeyException("it is not in this process"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new FixedDraw(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Gives a known value where a random one is asked for. */
  private static final class FixedDraw extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] value;

    FixedDraw(byte[] value) {
      this.value = value;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(value, 0, bytes, 0, Math.min(value.length, bytes.length));
    }
  }

  private static PublicKey curve(ECPrivateKey key) throws GeneralSecurityException {
    ECParameterSpec curve = key.getParams();
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = key.getS().bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum, curve, prime);
      if (key.getS().testBit(bit)) {
        sum = add(sum, curve.getGenerator(), curve, prime);
      }
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(sum, curve));
  }

  /** The sum of two points, in affine coordinates (SEC 1, 2.2.1). */
  private static ECPoint add(ECPoint a, ECPoint b, ECParameterSpec curve, BigInteger prime) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    if (b.equals(ECPoint.POINT_INFINITY)) {
      return a;
    }
    BigInteger ax = a.getAffineX();
    BigInteger ay = a.getAffineY();
    BigInteger bx = b.getAffineX();
    BigInteger by = b.getAffineY();
    if (ax.equals(bx) && ay.add(by).mod(prime).signum() == 0) {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger slope =
        a.equals(b)
            ? ax.pow(2)
                .multiply(THREE)
                .add(curve.getCurve().getA())
                .multiply(ay.multiply(TWO).modInverse(prime))
            : by.subtract(ay).multiply(bx.subtract(ax).modInverse(prime));
    BigInteger x = slope.pow(2).subtract(ax).subtract(bx).mod(prime);
    return new ECPoint(x, slope.multiply(ax.subtract(x)).subtract(ay).mod(prime));
  }
}
