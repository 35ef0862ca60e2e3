package io.lookouttrail.reports.attestation;

import io.lookouttrail.attest.timestamp.TimestampAuthority;
import io.lookouttrail.attest.timestamp.TimestampRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is added to a report for the time of its signature. */
public sealed interface Timestamping {

  /** Nothing. */
  record None() implements Timestamping {}

  /** A request, for an authority that this machine cannot reach. */
  record Request() implements Timestamping {}

  /** The timestamp of an authority. */
  record Answer(TimestampAuthority authority) implements Timestamping {}

  /**
   * Adds it to the report's folder.
   *
   * @param envelope the content of the signed envelope
   * @throws io.lookouttrail.run.UserError where the authority gives no timestamp
   */
  default void add(byte[] envelope, Path folder) throws IOException {
    if (this instanceof Request) {
      Files.write(
          folder.resolve(AttestationFiles.TIMESTAMP_REQUEST), TimestampRequest.of(envelope));
    } else if (this instanceof Answer answer) {
      Files.write(
          folder.resolve(AttestationFiles.TIMESTAMP), answer.authority().of(envelope).encoded());
    }
  }
}
