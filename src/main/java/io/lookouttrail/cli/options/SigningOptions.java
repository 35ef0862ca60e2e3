package io.lookouttrail.cli.options;

import io.lookouttrail.attest.keys.PrivateKeyFile;
import io.lookouttrail.attest.keys.Signer;
import io.lookouttrail.attest.kms.KmsSigner;
import io.lookouttrail.attest.timestamp.TimestampAuthority;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.reports.attestation.ReportSignature;
import io.lookouttrail.reports.attestation.Timestamping;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a report is signed. */
public final class SigningOptions {
  /** The environment variable with the passphrase, where no file has it. */
  static final String PASSPHRASE = "LOOKOUT_TRAIL_SIGN_PASSPHRASE";

  @Option(
      names = "--sign",
      paramLabel = "FILE",
      description =
          "Sign the report with this private key: PKCS #8 in PEM; Ed25519, EC P-256 or RSA.",
      order = 40)
  @Nullable Path key;

  @Option(
      names = "--sign-passphrase-file",
      paramLabel = "FILE",
      description =
          "The file with the passphrase of an encrypted key; else the environment variable "
              + PASSPHRASE
              + ".",
      order = 41)
  @Nullable Path passphraseFile;

  @Option(
      names = "--sign-kms",
      paramLabel = "ARN",
      description = "Sign the report with this key in AWS KMS, of a key or an alias.",
      order = 42)
  @Nullable String kmsKey;

  @Option(
      names = "--timestamp-url",
      paramLabel = "URL",
      converter = OptionConverters.HttpUrl.class,
      description = "Get a timestamp of the signature from this authority (RFC 3161).",
      order = 43)
  @Nullable URI timestampUrl;

  @Option(
      names = "--timestamp-request",
      description =
          "Write the request for a timestamp of the signature, for an authority elsewhere;"
              + " 'check-report --add-timestamp' adds its answer.",
      order = 44)
  boolean timestampRequest;

  /**
   * Checks the options that need no file.
   *
   * @throws UserError naming the options that do not go together
   */
  public void check() {
    if (key != null && kmsKey != null) {
      throw usage("--sign and --sign-kms are given together", "Give one of them.");
    }
    if (passphraseFile != null && key == null) {
      throw usage("--sign-passphrase-file is given without --sign", "Give the key too.");
    }
    if (timestampUrl != null && timestampRequest) {
      throw usage(
          "--timestamp-url and --timestamp-request are given together", "Give one of them.");
    }
    if (isTimestamped() && key == null && kmsKey == null) {
      throw usage(
          "a timestamp is asked for and no signature",
          "The timestamp is of the signature: give --sign or --sign-kms too.");
    }
  }

  /**
   * Reads the key, so that the folder signs what is published there. Warns of a key that everyone
   * can read.
   *
   * @return the same location without one of these options
   * @throws UserError where the key cannot be used
   */
  public ReportFolder signing(ReportFolder folder, Console console) {
    return signer(console)
        .map(signer -> folder.attestedBy(new ReportSignature(signer, timestamping())))
        .orElse(folder);
  }

  private boolean isTimestamped() {
    return timestampUrl != null || timestampRequest;
  }

  private Timestamping timestamping() {
    if (isTimestamped()) {
      TimestampLibrary.require("timestamp the report");
    }
    if (timestampUrl != null) {
      return new Timestamping.Answer(new TimestampAuthority(timestampUrl));
    }
    return timestampRequest ? new Timestamping.Request() : new Timestamping.None();
  }

  private Optional<Signer> signer(Console console) {
    if (kmsKey != null) {
      return Optional.of(inKms(kmsKey));
    }
    if (key == null) {
      return Optional.empty();
    }
    warnIfEveryoneReads(key, console);
    return Optional.of(new PrivateKeyFile(key, passphrase(console)).read());
  }

  private static Signer inKms(String arn) {
    try {
      return KmsSigner.of(arn);
    } catch (NoClassDefFoundError e) {
      throw UserError.cannot(
          "sign with " + arn,
          "the client of KMS is not on the class path",
          "Add --packages " + ProductVersion.kmsPackage() + ".");
    }
  }

  private Optional<String> passphrase(Console console) {
    if (passphraseFile == null) {
      return Optional.ofNullable(console.environment().get(PASSPHRASE));
    }
    warnIfEveryoneReads(passphraseFile, console);
    try {
      // Editors end the line, and a passphrase has no line break.
      return Optional.of(Files.readString(passphraseFile).replaceFirst("\\r?\\n$", ""));
    } catch (IOException e) {
      throw UserError.cannot(
          "read the passphrase in " + passphraseFile,
          Files.exists(passphraseFile)
              ? "it is not a file that can be read"
              : "the file does not exist",
          "Check --sign-passphrase-file.",
          e);
    }
  }

  private static void warnIfEveryoneReads(Path file, Console console) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        console
            .err()
            .println(
                "Warning: every user of this machine can read %s. Run: chmod 600 %s"
                    .formatted(file, file));
        console.err().flush();
      }
    } catch (IOException | UnsupportedOperationException e) {
      // A missing file is an error a moment later; other systems have no such permissions.
    }
  }

  private static UserError usage(String why, String remedy) {
    return UserError.usage("sign the report", why, remedy);
  }
}
