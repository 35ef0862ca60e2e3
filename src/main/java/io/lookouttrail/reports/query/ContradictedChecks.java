package io.lookouttrail.reports.query;

/**
 * Condition in SQL for checks that contradict what CloudTrail delivered: the digest or log file
 * failed validation. Of a missing digest only the time without proof counts, so it is not among
 * them. {@code DigestCheck.isContradicted} is the same in plain code.
 */
public final class ContradictedChecks {
  /** Never null; reads kind, state, severity and actual_hash of {@code digest_findings}. */
  public static final String SQL =
      """
      ((coalesce(state, '') IN ('changed', 'missing', 'unreadable', 'bad_signature', 'moved',
          'undigested')
          AND NOT (severity <=> 'low') AND NOT (kind <=> 'digest' AND state <=> 'missing'))
        OR (coalesce(state, '') IN ('unknown_key', 'not_validated') AND severity <=> 'high'
          AND (NOT (kind <=> 'digest') OR actual_hash IS NOT NULL)))""";

  private ContradictedChecks() {}
}
