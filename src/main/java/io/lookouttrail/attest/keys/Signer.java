package io.lookouttrail.attest.keys;

import java.security.PublicKey;

/** A private key that signs, wherever it is kept. */
public interface Signer {
  /** The public key that verifies the signatures. */
  PublicKey publicKey();

  /**
   * Signs a message.
   *
   * @throws io.lookouttrail.run.UserError where the key is kept elsewhere and cannot be used
   */
  byte[] sign(byte[] message);
}
