package io.lookouttrail.reports.findings.rules;

/**
 * Names of the controls for which findings may be evidence.
 *
 * <p>Sources: AICPA, 2017 Trust Services Criteria (with revised points of focus of 2022); ISO/IEC
 * 27001:2022, Annex A.
 */
final class Controls {
  private Controls() {}

  /** Logical access security. */
  static final String CC6_1 = "SOC 2 CC6.1";

  /** Granting, changing and removing access, by role and least privilege. */
  static final String CC6_3 = "SOC 2 CC6.3";

  /** Monitoring for anomalies. */
  static final String CC7_2 = "SOC 2 CC7.2";

  /** Access rights. */
  static final String A_5_18 = "ISO 27001:2022 A.5.18";

  /** Privileged access rights. */
  static final String A_8_2 = "ISO 27001:2022 A.8.2";

  /** Logging. */
  static final String A_8_15 = "ISO 27001:2022 A.8.15";
}
