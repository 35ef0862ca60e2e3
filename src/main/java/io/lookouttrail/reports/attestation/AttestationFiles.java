package io.lookouttrail.reports.attestation;

import java.util.Set;

/** Names of the files that sign a report. The report's checksums do not cover them. */
public final class AttestationFiles {
  /** The envelope with the signed statement. */
  public static final String ENVELOPE = "report.intoto.json";

  /** The request for a timestamp of the envelope, RFC 3161. */
  public static final String TIMESTAMP_REQUEST = "report.tsq";

  /** The timestamp of the envelope: the response of an authority, RFC 3161. */
  public static final String TIMESTAMP = "report.tsr";

  public static final Set<String> ALL = Set.of(ENVELOPE, TIMESTAMP_REQUEST, TIMESTAMP);

  private AttestationFiles() {}
}
