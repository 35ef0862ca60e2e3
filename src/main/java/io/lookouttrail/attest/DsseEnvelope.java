package io.lookouttrail.attest;

import io.lookouttrail.attest.keys.SignatureScheme;
import io.lookouttrail.attest.keys.Signer;
import io.lookouttrail.run.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An envelope with one signature: DSSE v1 (github.com/secure-systems-lab/dsse).
 *
 * <p>It has one form in bytes. So a change of any byte is found: of the payload or the signature by
 * the signature, of anything else when it is parsed.
 */
public final class DsseEnvelope {
  /** The payload type of in-toto statements. */
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private static final String FORM =
      """
      {
        "payloadType" : "%s",
        "payload" : "%s",
        "signatures" : [
          {
            "keyid" : "%s",
            "sig" : "%s"
          }
        ]
      }
      """;

  private static final Pattern PARTS =
      Pattern.compile(
          Pattern.quote(FORM)
              .replaceFirst("%s", "\\\\E([!-~&&[^\"\\\\\\\\]]+)\\\\Q")
              .replaceFirst("%s", "\\\\E([A-Za-z0-9+/=]+)\\\\Q")
              .replaceFirst("%s", "\\\\E([0-9a-f]{64})\\\\Q")
              .replaceFirst("%s", "\\\\E([A-Za-z0-9+/=]+)\\\\Q"));

  private final String payloadType;
  private final byte[] payload;
  private final String keyId;
  private final byte[] signature;

  private DsseEnvelope(String payloadType, byte[] payload, String keyId, byte[] signature) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.keyId = keyId;
    this.signature = signature;
  }

  /** Signs a payload. */
  public static DsseEnvelope sign(String payloadType, byte[] payload, Signer signer) {
    return new DsseEnvelope(
        payloadType,
        payload.clone(),
        keyId(signer.publicKey()),
        signer.sign(preAuthenticationEncoding(payloadType, payload)));
  }

  /**
   * Parses an envelope.
   *
   * @throws IllegalArgumentException if the bytes are not those that {@link #json} writes
   */
  public static DsseEnvelope parse(byte[] json) {
    Matcher parts = PARTS.matcher(ascii(json));
    if (!parts.matches()) {
      throw new IllegalArgumentException("it is no envelope as Lookout Trail writes it");
    }
    DsseEnvelope envelope =
        new DsseEnvelope(
            parts.group(1),
            Base64.getDecoder().decode(parts.group(2)),
            parts.group(3),
            Base64.getDecoder().decode(parts.group(4)));
    // The last character of Base64 has bits that its decoder ignores.
    if (!Arrays.equals(envelope.json(), json)) {
      throw new IllegalArgumentException("its Base64 is not in its one form");
    }
    return envelope;
  }

  private static String ascii(byte[] json) {
    try {
      return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is no envelope as Lookout Trail writes it", e);
    }
  }

  /** The bytes that are signed: the type and the payload, each with its length. */
  static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(head.length + payload.length).put(head).put(payload).array();
  }

  /** The id of a key: the SHA-256 of its SubjectPublicKeyInfo in DER, in hexadecimal. */
  public static String keyId(PublicKey key) {
    return Sha256.hex(key.getEncoded());
  }

  public String payloadType() {
    return payloadType;
  }

  public byte[] payload() {
    return payload.clone();
  }

  /** The id of the key that the envelope names; {@link #isSignedBy} also checks it. */
  public String keyId() {
    return keyId;
  }

  /** Whether the envelope names this key, and its signature is that key's. */
  public boolean isSignedBy(PublicKey key) {
    return keyId.equals(keyId(key))
        && SignatureScheme.verifies(
            key, preAuthenticationEncoding(payloadType, payload), signature);
  }

  /** The envelope in JSON, in ASCII. */
  public byte[] json() {
    Base64.Encoder base64 = Base64.getEncoder();
    return FORM.formatted(
            payloadType, base64.encodeToString(payload), keyId, base64.encodeToString(signature))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
