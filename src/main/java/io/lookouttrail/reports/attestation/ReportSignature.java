package io.lookouttrail.reports.attestation;

import io.lookouttrail.attest.DsseEnvelope;
import io.lookouttrail.attest.keys.Signer;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.publish.Attestation;
import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Signs all files of a report that is ready to be published.
 *
 * @param timestamping what is added for the time of the signature
 */
public record ReportSignature(Signer signer, Timestamping timestamping) implements Attestation {

  /** Adds the envelope to the folder, and what is asked for its time. */
  @Override
  public void attest(Report report, Path folder) throws IOException {
    DsseEnvelope envelope =
        DsseEnvelope.sign(
            DsseEnvelope.IN_TOTO, ReportStatement.json(report, hashes(folder)), signer);
    byte[] json = envelope.json();
    Files.write(folder.resolve(AttestationFiles.ENVELOPE), json);
    timestamping.add(json, folder);
  }

  private static SortedMap<String, String> hashes(Path folder) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          hashes.put(file.getFileName().toString(), Sha256.hex(in));
        }
      }
    }
    return hashes;
  }
}
