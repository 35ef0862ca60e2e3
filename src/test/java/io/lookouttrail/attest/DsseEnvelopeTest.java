package io.lookouttrail.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.attest.keys.SignatureScheme;
import io.lookouttrail.fixtures.TestSigner;
import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DsseEnvelopeTest {
  private static final byte[] PAYLOAD =
      "{\"subject\": \"caf\u00e9\"}".getBytes(StandardCharsets.UTF_8);

  private static final TestSigner SIGNER = TestSigner.create();

  private static DsseEnvelope envelope() {
    return DsseEnvelope.sign(DsseEnvelope.IN_TOTO, PAYLOAD, SIGNER);
  }

  /** The example of the specification, protocol.md. */
  @Test
  void encodesAsTheSpecificationDoes() {
    byte[] encoded =
        DsseEnvelope.preAuthenticationEncoding(
            "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(encoded, StandardCharsets.UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void isTheJsonOfTheSpecification() throws IOException {
    JsonNode json = new ObjectMapper().readTree(envelope().json());
    assertThat(json.get("payloadType").textValue()).isEqualTo("application/vnd.in-toto+json");
    assertThat(json.get("payload").binaryValue()).isEqualTo(PAYLOAD);
    assertThat(json.get("signatures")).hasSize(1);
    assertThat(json.at("/signatures/0/keyid").textValue())
        .isEqualTo(Sha256.hex(SIGNER.publicKey().getEncoded()));
    assertThat(json.at("/signatures/0/sig").binaryValue()).hasSize(64);
  }

  @Test
  void isReadAsItWasWritten() {
    byte[] json = envelope().json();
    DsseEnvelope read = DsseEnvelope.parse(json);
    assertThat(read.json()).isEqualTo(json);
    assertThat(read.payload()).isEqualTo(PAYLOAD);
    assertThat(read.payloadType()).isEqualTo(DsseEnvelope.IN_TOTO);
    assertThat(read.isSignedBy(SIGNER.publicKey())).isTrue();
    assertThat(read.isSignedBy(TestSigner.create().publicKey())).isFalse();
  }

  @Test
  void isTheSameForTheSamePayloadWithEd25519() {
    assertThat(envelope().json()).isEqualTo(envelope().json());
  }

  /** The property: a byte of the envelope cannot change, go or come without being found. */
  @Test
  void findsEveryChangedByte() {
    byte[] json = envelope().json();
    Random random = new Random(17);
    for (int at = 0; at < json.length; at++) {
      byte[] changed = json.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(holds(changed)).as("byte %d: %s", at, (char) changed[at]).isFalse();
      changed[at] = (byte) ('!' + random.nextInt(90));
      assertThat(changed[at] != json[at] && holds(changed)).as("byte %d", at).isFalse();
      byte[] shorter = new byte[json.length - 1];
      System.arraycopy(json, 0, shorter, 0, at);
      System.arraycopy(json, at + 1, shorter, at, json.length - at - 1);
      assertThat(holds(shorter)).as("without byte %d", at).isFalse();
    }
    byte[] longer = java.util.Arrays.copyOf(json, json.length + 1);
    longer[json.length] = '\n';
    assertThat(holds(longer)).isFalse();
  }

  private static boolean holds(byte[] json) {
    try {
      return DsseEnvelope.parse(json).isSignedBy(SIGNER.publicKey());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void refusesWhatIsNoEnvelope() {
    for (String text : new String[] {"", "{}", "no JSON", "\u00e9"}) {
      assertThatThrownBy(() -> DsseEnvelope.parse(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("it is no envelope as Lookout Trail writes it");
    }
  }

  /** An algorithm is never chosen by the envelope, so keys of others verify nothing. */
  @Test
  void takesNoOtherKeys() throws GeneralSecurityException {
    for (String other : new String[] {"Ed448", "X25519", "DSA"}) {
      PublicKey key = KeyPairGenerator.getInstance(other).generateKeyPair().getPublic();
      assertThat(SignatureScheme.verifies(key, PAYLOAD, new byte[64])).as(other).isFalse();
    }
  }
}
