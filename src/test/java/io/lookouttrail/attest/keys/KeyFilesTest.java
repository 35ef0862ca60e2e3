package io.lookouttrail.attest.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.OpenSsl;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as openssl writes them, and what else is given by mistake. */
class KeyFilesTest {
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static OpenSsl openssl;

  @BeforeAll
  static void makeKeys() {
    openssl = new OpenSsl(folder);
    for (String kind : new String[] {"ed25519", "p256", "rsa"}) {
      openssl.publicKey(openssl.key(kind));
    }
    openssl.run(
        "req", "-x509", "-key", "p256.pem", "-subj", "/CN=reports", "-out", "certificate.pem");
    openssl.run("pkey", "-in", "rsa.pem", "-traditional", "-out", "pkcs1.pem");
    openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.pem");
    openssl.run("genpkey", "-algorithm", "ed448", "-out", "ed448.pem");
    openssl.run("genpkey", "-algorithm", "x25519", "-out", "x25519.pem");
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", "p384.pem");
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "short.pem");
    openssl.run("pkey", "-in", "ed25519.pem", "-outform", "DER", "-out", "key.der");
    openssl.publicKey(folder.resolve("p384.pem"));
    openssl.publicKey(folder.resolve("short.pem"));
    openssl.publicKey(folder.resolve("ed448.pem"));
  }

  private static PrivateKeyFile privateKey(String file, Optional<String> passphrase) {
    return new PrivateKeyFile(folder.resolve(file), passphrase);
  }

  private static void assertSigns(Signer signer, String kind) {
    byte[] signature = signer.sign(MESSAGE);
    assertThat(signer.publicKey())
        .isEqualTo(new PublicKeyFile(folder.resolve(kind + ".public.pem")).read());
    assertThat(SignatureScheme.verifies(signer.publicKey(), MESSAGE, signature)).isTrue();
    signature[signature.length - 1] ^= 1;
    assertThat(SignatureScheme.verifies(signer.publicKey(), MESSAGE, signature)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "p256", "rsa"})
  void signsWithTheKeyWhosePublicKeyIsComputed(String kind) {
    assertSigns(privateKey(kind + ".pem", Optional.empty()).read(), kind);
  }

  /** Many keys, because a point's coordinates have leading zeros in some. */
  @Test
  void computesPublicKeysOfManyKeys() throws IOException {
    for (String kind : new String[] {"ed25519", "p256"}) {
      for (int i = 0; i < 20; i++) {
        Path key = openssl.key(kind);
        Path renamed = Files.move(key, folder.resolve("many-" + kind + i + ".pem"));
        assertThat(new PrivateKeyFile(renamed, Optional.empty()).read().publicKey())
            .isEqualTo(new PublicKeyFile(openssl.publicKey(renamed)).read());
      }
      // The other tests use the first one of its kind.
      openssl.publicKey(openssl.key(kind));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, -v2 aes-256-cbc",
    "p256, -v2 aes-128-cbc",
    "rsa, -v2 aes-256-cbc -v2prf hmacWithSHA512",
    "rsa, -v2 aes-256-cbc -v2prf hmacWithSHA1"
  })
  void decryptsKeys(String kind, String cipher) {
    String secret = "o\u00e4 secret ";
    String line = "pkcs8 -topk8 -in " + kind + ".pem -out encrypted.pem " + cipher;
    String[] words = (line + " -passout").split(" ", -1);
    String[] arguments = java.util.Arrays.copyOf(words, words.length + 1);
    arguments[words.length] = "pass:" + secret;
    openssl.run(arguments);
    assertSigns(privateKey("encrypted.pem", Optional.of(secret)).read(), kind);
    assertRefused(
        "encrypted.pem", Optional.of("wrong"), "the passphrase does not decrypt it. Check --sign-");
    assertRefused("encrypted.pem", Optional.empty(), "it is encrypted. Give the file with its ");
  }

  private static void assertRefused(String file, Optional<String> passphrase, String why) {
    assertThatThrownBy(() -> privateKey(file, passphrase).read())
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot sign with " + folder.resolve(file) + ": " + why);
  }

  @Test
  void saysThatThisJavaCannotDecryptAKey() {
    openssl.run(
        "pkcs8", "-topk8", "-in", "rsa.pem", "-scrypt", "-out", "scrypt.pem", "-passout", "pass:a");
    assertRefused("scrypt.pem", Optional.of("a"), "this Java cannot decrypt it. Encrypt it with ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ed25519.public.pem | it is a public key. Give a private key in PKCS #8, such as ",
        "certificate.pem | it is a certificate. Give a private key in PKCS #8, such as ",
        "pkcs1.pem | it is a key in PKCS #1. Convert it with 'openssl pkcs8 -topk8 -in ",
        "sec1.pem | it is a key in SEC 1. Convert it with 'openssl pkcs8 -topk8 -in ",
        "ed448.pem | it is for Ed448. Accepted are Ed25519, EC P-256, and RSA of ",
        "x25519.pem | it is for X",
        "p384.pem | it is on another elliptic curve than P-256. Accepted are ",
        "short.pem | it is RSA of only 1024 bits. Accepted are ",
        "key.der | it is not in PEM. Give a private key in PKCS #8, such as ",
        "missing.pem | the file does not exist. Check --sign.",
        ". | it is a folder. Check --sign and ",
      })
  void saysWhatElseAFileIs(String file, String why) {
    assertRefused(file, Optional.empty(), why);
  }

  @Test
  void refusesDamagedFilesAndSeveralKeys() throws IOException {
    String one = Files.readString(folder.resolve("ed25519.pem"));
    String other = Files.readString(folder.resolve("p256.pem"));
    Files.writeString(folder.resolve("two.pem"), one + other);
    assertRefused("two.pem", Optional.empty(), "it has 2 private keys. Give a file with one key.");
    Files.writeString(
        folder.resolve("cut.pem"),
        other.replaceFirst("(?s)(KEY-----\n.{40}).*\n-----END", "$1\n-----END"));
    assertRefused("cut.pem", Optional.empty(), "it is damaged, or of an algorithm that is not kno");
    Files.writeString(
        folder.resolve("openssh.pem"),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n");
    assertRefused("openssh.pem", Optional.empty(), "it is a key of OpenSSH. Give ");
  }

  @Test
  void readsThePublicKeyOfACertificate() {
    assertThat(new PublicKeyFile(folder.resolve("certificate.pem")).read())
        .isEqualTo(new PublicKeyFile(folder.resolve("p256.public.pem")).read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ed25519.pem | it is a private key. Give the public key, such as 'openssl pkey ",
        "p384.public.pem | it is on another elliptic curve than P-256. Accepted are ",
        "short.public.pem | it is RSA of only 1024 bits. Accepted are ",
        "ed448.public.pem | it is for Ed448. Accepted are ",
        "key.der | it is not in PEM. Give the public key, such as ",
        "missing.pem | the file does not exist. Check --public-key.",
        ". | it is a folder. Check --public-key and ",
      })
  void saysWhyAPublicKeyCannotBeUsed(String file, String why) {
    assertThatThrownBy(() -> new PublicKeyFile(folder.resolve(file)).read())
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Cannot read the public key in " + folder.resolve(file) + ": " + why);
  }
}
