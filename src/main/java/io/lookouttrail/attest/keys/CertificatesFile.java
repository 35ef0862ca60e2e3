package io.lookouttrail.attest.keys;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates in a file, in PEM or DER.
 *
 * @param path the file, on this machine
 * @param option the option that names the file, for error messages
 */
public record CertificatesFile(Path path, String option) {

  /**
   * Reads the certificates, at least one.
   *
   * @throws UserError if the file cannot be read, or has something else
   */
  public List<X509Certificate> read() {
    List<X509Certificate> certificates = new ArrayList<>();
    try (InputStream in = Files.newInputStream(path)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (IOException e) {
      throw cannot(
          Files.exists(path) ? "it is not a file that can be read" : "the file does not exist",
          "Check " + option + ".",
          e);
    } catch (CertificateException e) {
      throw cannot("it is no certificate", "Give certificates in PEM.", e);
    }
    if (certificates.isEmpty()) {
      throw UserError.cannot(what(), "it has no certificate", "Give certificates in PEM.");
    }
    return certificates;
  }

  private UserError cannot(String why, String remedy, Exception cause) {
    return UserError.cannot(what(), why, remedy, cause);
  }

  private String what() {
    return "read the certificates in " + path;
  }
}
