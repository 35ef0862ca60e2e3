package io.lookouttrail.reports.findings.facts;

/** Kind of calls that a fact counts, with its subject and its details. */
public enum CallKind {
  /** Calls of the root user, by account. Details: actions. */
  ROOT,
  /** Calls with a long-term key by actors who also use a role, by actor. Details: the roles. */
  LONG_TERM_KEY,
  /** Changes in the console without MFA, where MFA is recorded, by actor. Details: actions. */
  CONSOLE_WITHOUT_MFA,
  /** Changes in the console with MFA, by actor. Details: actions. */
  CONSOLE_WITH_MFA,
  /** Changes by actors of another account, by actor and that account. Details: actions. */
  CROSS_ACCOUNT,
  /** Throttled calls, by action. Details: actors. */
  THROTTLED,
  /** Successful deletions, by deleted resource. Details: actors. */
  DELETED,
  /** Calls after the end of Lookout for Vision, by actor. Details: actions. */
  AFTER_SERVICE_END,
  /** Calls of actors not seen in the account before, by actor. Details: actions. */
  FIRST_ACTOR,
  /** Calls of roles not seen in the account before, by role. Details: actors. */
  FIRST_ROLE,
  /** Calls from addresses not seen in the account before, by address. Details: actors. */
  FIRST_IP,
  /** Calls in Regions not seen in the account before, by Region. Details: actors. */
  FIRST_REGION
}
