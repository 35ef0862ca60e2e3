package io.lookouttrail.attest.kms;

import io.lookouttrail.attest.keys.SignatureScheme;
import io.lookouttrail.attest.keys.Signer;
import io.lookouttrail.run.Sha256;
import io.lookouttrail.run.UserError;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** A key pair in AWS KMS. The private key does not leave it: KMS signs the SHA-256 of a message. */
public final class KmsSigner implements Signer {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:(key|alias)/[A-Za-z0-9/_:-]+");

  private static final String RIGHTS =
      "Use credentials that allow kms:GetPublicKey and kms:Sign for this key.";

  private static final String OTHER_KEY =
      "Give an asymmetric key for signing, of the kind ECC_NIST_P256 or RSA_2048 and larger.";

  private final String arn;
  private final String region;
  private final PublicKey publicKey;

  private KmsSigner(String arn, String region, PublicKey publicKey) {
    this.arn = arn;
    this.region = region;
    this.publicKey = publicKey;
  }

  /**
   * Gets the public key of a key pair, with the AWS SDK's default credentials.
   *
   * @param arn the ARN of a key or of an alias
   * @throws UserError if it is no such ARN, the call fails, or the key is of another kind
   */
  public static KmsSigner of(String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw UserError.usage(
          "sign with " + arn,
          "it is not the ARN of a key in KMS",
          "Write it as arn:aws:kms:REGION:ACCOUNT:key/ID or arn:aws:kms:REGION:ACCOUNT:alias/NAME.");
    }
    GetPublicKeyResponse response =
        call(arn, parts.group(1), kms -> kms.getPublicKey(request -> request.keyId(arn)));
    return new KmsSigner(arn, parts.group(1), key(arn, response));
  }

  private static PublicKey key(String arn, GetPublicKeyResponse response) {
    X509EncodedKeySpec der = new X509EncodedKeySpec(response.publicKey().asByteArray());
    String algorithm = response.keySpecAsString().startsWith("RSA_") ? "RSA" : "EC";
    try {
      PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(der);
      if (!response.signingAlgorithms().contains(algorithm(SignatureScheme.of(key)))) {
        throw cannot(arn, "it is for " + response.keyUsageAsString(), OTHER_KEY);
      }
      return key;
    } catch (InvalidKeyException e) {
      throw cannot(arn, String.valueOf(e.getMessage()), OTHER_KEY);
    } catch (GeneralSecurityException e) {
      throw cannot(arn, "it is of the kind " + response.keySpecAsString(), OTHER_KEY);
    }
  }

  private static SigningAlgorithmSpec algorithm(SignatureScheme scheme) {
    return switch (scheme) {
      case ECDSA_P256 -> SigningAlgorithmSpec.ECDSA_SHA_256;
      case RSA -> SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256;
      case ED25519 -> throw new IllegalStateException("KMS was asked for EC or RSA");
    };
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  /** KMS takes messages of at most 4,096 bytes, and the hash of longer ones. */
  @Override
  public byte[] sign(byte[] message) {
    try {
      SigningAlgorithmSpec algorithm = algorithm(SignatureScheme.of(publicKey));
      byte[] signature =
          call(
                  arn,
                  region,
                  kms ->
                      kms.sign(
                          request ->
                              request
                                  .keyId(arn)
                                  .messageType(MessageType.DIGEST)
                                  .message(SdkBytes.fromByteArray(Sha256.digest(message)))
                                  .signingAlgorithm(algorithm)))
              .signature()
              .asByteArray();
      if (!SignatureScheme.verifies(publicKey, message, signature)) {
        throw cannot(arn, "the signature is not that of its public key", "Run it again.");
      }
      return signature;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key was accepted before", e);
    }
  }

  private static <T> T call(String arn, String region, Function<KmsClient, T> call) {
    try (KmsClient kms =
        KmsClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return call.apply(kms);
    } catch (SdkException e) {
      throw UserError.cannot("sign with " + arn, firstLine(e), RIGHTS, e);
    }
  }

  private static String firstLine(SdkException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("no message")
        .replaceAll("[.\\s]+$", "");
  }

  private static UserError cannot(String arn, String why, String remedy) {
    return UserError.cannot("sign with " + arn, why, remedy);
  }
}
