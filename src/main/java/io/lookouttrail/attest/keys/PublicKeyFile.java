package io.lookouttrail.attest.keys;

import io.lookouttrail.run.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/**
 * A public key in a file in PEM: by itself, or in a certificate, of which nothing else is used.
 *
 * @param path the file, on this machine
 */
public record PublicKeyFile(Path path) {
  private static final String MAKE_ONE =
      "Give the public key, such as 'openssl pkey -in key.pem -pubout -out public.pem' makes.";

  private static final List<String> ALGORITHMS = List.of("EdDSA", "EC", "RSA", "DSA", "XDH");

  /**
   * Reads the key.
   *
   * @throws UserError if the file cannot be read, or has no such key
   */
  public PublicKey read() {
    PemBlocks.Block block = block();
    PublicKey key =
        switch (block.label()) {
          case "PUBLIC KEY" -> decode(block);
          case "CERTIFICATE" -> ofCertificate(block);
          default ->
              throw cannot(
                  block.label().endsWith("PRIVATE KEY")
                      ? "it is a private key"
                      : "it has no public key",
                  MAKE_ONE);
        };
    try {
      SignatureScheme.of(key);
      return key;
    } catch (InvalidKeyException e) {
      throw cannot(
          String.valueOf(e.getMessage()), "Accepted are " + SignatureScheme.ACCEPTED + ".");
    }
  }

  private PemBlocks.Block block() {
    try {
      List<PemBlocks.Block> blocks = PemBlocks.read(path);
      if (blocks.isEmpty()) {
        throw cannot("it is not in PEM", MAKE_ONE);
      }
      return blocks.get(0);
    } catch (NoSuchFileException e) {
      throw cannot("the file does not exist", "Check --public-key.");
    } catch (IOException e) {
      throw cannot(
          Files.isDirectory(path) ? "it is a folder" : String.valueOf(e.getMessage()),
          "Check --public-key and the permission to read the file.");
    }
  }

  private PublicKey decode(PemBlocks.Block block) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm)
            .generatePublic(new X509EncodedKeySpec(block.der()));
      } catch (InvalidKeySpecException | IllegalArgumentException e) {
        // A key of another algorithm, or none.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JVM has " + algorithm, e);
      }
    }
    throw cannot(
        "it is damaged, or of an algorithm that is not known",
        "Accepted are " + SignatureScheme.ACCEPTED + ".");
  }

  private PublicKey ofCertificate(PemBlocks.Block block) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(block.der()))
          .getPublicKey();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw cannot("it is a damaged certificate", MAKE_ONE);
    }
  }

  private UserError cannot(String why, String remedy) {
    return UserError.cannot("read the public key in " + path, why, remedy);
  }
}
