package io.lookouttrail.attest.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.attest.keys.SignatureScheme;
import io.lookouttrail.fixtures.KmsServer;
import io.lookouttrail.run.UserError;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a server on this machine that answers as KMS does, with real key pairs. */
class KmsSignerTest {
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";

  /** Longer than KMS accepts by itself. */
  private static final byte[] MESSAGE = new byte[10_000];

  private static KeyPair pair(String kind) throws GeneralSecurityException {
    if (kind.startsWith("RSA")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(Integer.parseInt(kind.substring(4)));
      return generator.generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(
        new ECGenParameterSpec(kind.equals("ECC_NIST_P256") ? "secp256r1" : "secp384r1"));
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECC_NIST_P256", "RSA_2048"})
  void signsTheHashOfAMessage(String kind) throws Exception {
    KeyPair pair = pair(kind);
    try (KmsServer server = KmsServer.start(kind, pair)) {
      KmsSigner signer = KmsSigner.of(ARN);
      assertThat(signer.publicKey()).isEqualTo(pair.getPublic());
      byte[] signature = signer.sign(MESSAGE);
      assertThat(SignatureScheme.verifies(pair.getPublic(), MESSAGE, signature)).isTrue();
      assertThat(server.calls()).containsExactly("GetPublicKey " + ARN, "Sign " + ARN);
    }
  }

  @Test
  void refusesOtherKindsOfKeys() throws Exception {
    try (KmsServer server = KmsServer.start("ECC_NIST_P384", pair("ECC_NIST_P384"))) {
      assertThatThrownBy(() -> KmsSigner.of(ARN))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "Cannot sign with %s: it is on another elliptic curve than P-256. Give an asymmetric"
                  + " key for signing, of the kind ECC_NIST_P256 or RSA_2048 and larger.",
              ARN);
      assertThat(server.calls()).hasSize(1);
    }
    try (KmsServer server = KmsServer.forEncryption(pair("RSA_2048"))) {
      assertThatThrownBy(() -> KmsSigner.of(ARN))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("Cannot sign with " + ARN + ": it is for ENCRYPT_DECRYPT. Give ");
      assertThat(server.calls()).hasSize(1);
    }
  }

  @Test
  void saysInOneLineWhyACallFails() throws Exception {
    KeyPair pair = pair("ECC_NIST_P256");
    try (KmsServer server = KmsServer.denying(pair)) {
      assertThatThrownBy(() -> KmsSigner.of(ARN))
          .isInstanceOf(UserError.class)
          .hasMessageMatching(
              "Cannot sign with "
                  + ARN
                  + ": not authorized to perform kms:GetPublicKey .*\\. Use credentials that allow"
                  + " kms:GetPublicKey and kms:Sign for this key\\.");
      assertThat(server.calls()).isNotEmpty();
    }
    // Another key signs than that whose public key was given.
    try (KmsServer server = KmsServer.start("ECC_NIST_P256", pair)) {
      KmsSigner signer = KmsSigner.of(ARN);
      server.signWith(pair("ECC_NIST_P256").getPrivate());
      assertThatThrownBy(() -> signer.sign(MESSAGE))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("the signature is not that of its public key");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1234abcd", "arn:aws:kms:eu-central-1:1:key/1", "arn:aws:s3:::bucket", ""})
  void refusesWhatIsNoArnOfAKey(String arn) {
    assertThatThrownBy(() -> KmsSigner.of(arn))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it is not the ARN of a key in KMS");
  }
}
