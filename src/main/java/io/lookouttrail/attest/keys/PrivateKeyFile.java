package io.lookouttrail.attest.keys;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key in a file: PKCS #8 in PEM, encrypted or not.
 *
 * @param path the file, on this machine
 * @param passphrase of an encrypted key; not used if the key is not encrypted
 */
public record PrivateKeyFile(Path path, Optional<String> passphrase) {
  private static final String MAKE_ONE =
      "Give a private key in PKCS #8, such as 'openssl genpkey -algorithm ed25519 -out key.pem'"
          + " makes.";

  private static final String CONVERT =
      "Convert it with 'openssl pkcs8 -topk8 -in %s -out key.pem', and give key.pem.";

  /** What else is in PEM and is given by mistake. */
  private static final Map<String, String> MISTAKES =
      Map.of(
          "PUBLIC KEY", "it is a public key",
          "RSA PUBLIC KEY", "it is a public key",
          "CERTIFICATE", "it is a certificate",
          "CERTIFICATE REQUEST", "it is a request for a certificate",
          "OPENSSH PRIVATE KEY", "it is a key of OpenSSH");

  private static final Pattern PBES2 = Pattern.compile("PBEWith(HmacSHA[0-9]+)AndAES_(128|256)");

  private static final List<String> ALGORITHMS = List.of("EdDSA", "EC", "RSA", "DSA", "XDH", "DH");

  /** What a new key signs and verifies once, before it is used. */
  private static final byte[] PROBE = {1, 2, 3};

  /**
   * Reads the key.
   *
   * @throws UserError if the file cannot be read, has no such key, or the passphrase is wrong
   */
  public Signer read() {
    PrivateKey key = key();
    try {
      PublicKey publicKey = PublicKeyOf.privateKey(key);
      if (!SignatureScheme.verifies(publicKey, PROBE, SignatureScheme.sign(key, PROBE))) {
        throw cannot("its numbers do not fit together", MAKE_ONE);
      }
      return new LocalSigner(key, publicKey);
    } catch (InvalidKeyException e) {
      throw cannot(
          String.valueOf(e.getMessage()), "Accepted are " + SignatureScheme.ACCEPTED + ".");
    } catch (GeneralSecurityException e) {
      throw cannot("its numbers do not fit together", MAKE_ONE);
    }
  }

  private record LocalSigner(PrivateKey key, PublicKey publicKey) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
      try {
        return SignatureScheme.sign(key, message);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the key signed before", e);
      }
    }
  }

  private PrivateKey key() {
    List<PemBlocks.Block> blocks = blocks();
    List<PemBlocks.Block> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() > 1) {
      throw cannot("it has " + keys.size() + " private keys", "Give a file with one key.");
    }
    PemBlocks.Block block = keys.isEmpty() ? blocks.get(0) : keys.get(0);
    return switch (block.label()) {
      case "PRIVATE KEY" -> decode(der(block));
      case "ENCRYPTED PRIVATE KEY" -> decode(decrypt(der(block)));
      case "RSA PRIVATE KEY" -> throw cannot("it is a key in PKCS #1", convert());
      case "EC PRIVATE KEY" -> throw cannot("it is a key in SEC 1", convert());
      default ->
          throw cannot(MISTAKES.getOrDefault(block.label(), "it has no private key"), MAKE_ONE);
    };
  }

  private List<PemBlocks.Block> blocks() {
    try {
      List<PemBlocks.Block> blocks = PemBlocks.read(path);
      if (blocks.isEmpty()) {
        throw cannot("it is not in PEM", MAKE_ONE);
      }
      return blocks;
    } catch (NoSuchFileException e) {
      throw cannot("the file does not exist", "Check --sign.");
    } catch (IOException e) {
      throw cannot(
          Files.isDirectory(path) ? "it is a folder" : String.valueOf(e.getMessage()),
          "Check --sign and the permission to read the file.");
    }
  }

  private byte[] der(PemBlocks.Block block) {
    try {
      return block.der();
    } catch (IllegalArgumentException e) {
      throw cannot("its Base64 is damaged", MAKE_ONE);
    }
  }

  private PrivateKey decode(byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // A key of another algorithm.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JVM has " + algorithm, e);
      }
    }
    throw cannot(
        "it is damaged, or of an algorithm that is not known",
        "Accepted are " + SignatureScheme.ACCEPTED + ".");
  }

  private byte[] decrypt(byte[] encrypted) {
    String secret =
        passphrase.orElseThrow(
            () ->
                cannot(
                    "it is encrypted",
                    "Give the file with its passphrase, --sign-passphrase-file."));
    Cipher cipher;
    byte[] content;
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
      content = info.getEncryptedData();
      cipher = cipher(info.getAlgParameters(), secret);
    } catch (IOException | GeneralSecurityException e) {
      throw cannot(
          "this Java cannot decrypt it", "Encrypt it with 'openssl pkcs8 -topk8 -v2 aes-256-cbc'.");
    }
    try {
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw cannot("the passphrase does not decrypt it", "Check --sign-passphrase-file.");
    }
  }

  /**
   * PBES2 (RFC 8018) with AES. Java's own ciphers of that name take passphrases in ASCII only, and
   * the functions that they consist of take any.
   */
  private static Cipher cipher(@Nullable AlgorithmParameters parameters, String secret)
      throws GeneralSecurityException {
    // The parameters print the name that Java has for the algorithm.
    Matcher algorithm = PBES2.matcher(String.valueOf(parameters));
    if (parameters == null || !algorithm.matches()) {
      throw new NoSuchAlgorithmException("not PBES2 with AES");
    }
    PBEParameterSpec spec = parameters.getParameterSpec(PBEParameterSpec.class);
    PBEKeySpec derived =
        new PBEKeySpec(
            secret.toCharArray(),
            spec.getSalt(),
            spec.getIterationCount(),
            Integer.parseInt(algorithm.group(2)));
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2With" + algorithm.group(1))
            .generateSecret(derived)
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), spec.getParameterSpec());
    return cipher;
  }

  private String convert() {
    return CONVERT.formatted(path);
  }

  private UserError cannot(String why, String remedy) {
    return UserError.cannot("sign with " + path, why, remedy);
  }
}
