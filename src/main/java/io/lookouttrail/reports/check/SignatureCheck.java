package io.lookouttrail.reports.check;

import io.lookouttrail.attest.DsseEnvelope;
import io.lookouttrail.attest.keys.SignatureScheme;
import io.lookouttrail.reports.attestation.AttestationFiles;
import io.lookouttrail.reports.attestation.SignedStatement;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks the signature of a report, and that the files which it names are those in the folder.
 *
 * @param key the key that has to have signed it; empty if the user gave none
 */
public record SignatureCheck(PublishedReport report, Optional<PublicKey> key) {

  /** One line, or one for each file that is not as it was signed. */
  public List<CheckLine> lines() {
    Optional<byte[]> content = report.content(AttestationFiles.ENVELOPE);
    if (content.isEmpty()) {
      String unsigned = "signature: the report is not signed";
      return List.of(key.isPresent() ? CheckLine.wrong(unsigned) : CheckLine.notChecked(unsigned));
    }
    try {
      DsseEnvelope envelope = DsseEnvelope.parse(content.get());
      List<CheckLine> lines = new ArrayList<>(files(SignedStatement.of(envelope)));
      lines.add(signature(envelope));
      return lines;
    } catch (IllegalArgumentException e) {
      return List.of(
          CheckLine.wrong(
              "signature: %s is not as it was written: %s"
                  .formatted(AttestationFiles.ENVELOPE, e.getMessage())));
    }
  }

  private CheckLine signature(DsseEnvelope envelope) {
    if (key.isEmpty()) {
      return CheckLine.notChecked(
          "signature: give --public-key; it names the key " + envelope.keyId());
    }
    if (envelope.isSignedBy(key.get())) {
      return CheckLine.ok("signature: %s, key %s".formatted(scheme(key.get()), envelope.keyId()));
    }
    String id = DsseEnvelope.keyId(key.get());
    return CheckLine.wrong(
        envelope.keyId().equals(id)
            ? "signature: it is not that of the key " + id
            : "signature: it names the key %s, and --public-key is %s"
                .formatted(envelope.keyId(), id));
  }

  private static String scheme(PublicKey key) {
    try {
      return SignatureScheme.of(key).label();
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("its signature was verified", e);
    }
  }

  /** What the statement names and the folder does not have so, and the other way round. */
  private List<CheckLine> files(SignedStatement statement) {
    SortedMap<String, String> signed = statement.files();
    SortedMap<String, String> found = report.hashes();
    SortedSet<String> names = new TreeSet<>(signed.keySet());
    names.addAll(found.keySet());
    names.removeAll(AttestationFiles.ALL);
    List<CheckLine> wrong = new ArrayList<>();
    for (String file : names) {
      String hash = signed.get(file);
      if (hash == null) {
        wrong.add(CheckLine.wrong("signature: " + file + " was not signed"));
      } else if (!hash.equals(found.get(file))) {
        wrong.add(CheckLine.wrong("signature: " + file + " is not the file that was signed"));
      }
    }
    return wrong;
  }
}
