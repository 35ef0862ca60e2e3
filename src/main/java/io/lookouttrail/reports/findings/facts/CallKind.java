package io.lookouttrail.reports.findings.facts;

/** Which calls a fact sums, and by what. */
public enum CallKind {
  /** Root's, by account. Details: actions. */
  ROOT,
  /** Signed with a long-term key by an actor who also has a role's session. Details: the roles. */
  LONG_TERM_KEY,
  /** Changes from the console without MFA, by actor, where MFA can be judged. Details: actions. */
  CONSOLE_WITHOUT_MFA,
  /** Changes by a caller of another account, by actor and that account. Details: actions. */
  CROSS_ACCOUNT,
  /** Throttled ones, by action. Details: actors. */
  THROTTLED,
  /** Successful deletes, by what was deleted. Details: actors. */
  DELETED,
  /** Calls after the end of Lookout for Vision, by actor. Details: actions. */
  AFTER_SERVICE_END,
  /** Denied ones, by actor, where many came within minutes. Details: actions. */
  DENIAL_BURST,
  /** By actors who were not seen in the account before. Details: actions. */
  FIRST_ACTOR,
  /** By roles that were not seen in the account before. Details: actors. */
  FIRST_ROLE,
  /** From addresses that were not seen in the account before. Details: actors. */
  FIRST_IP,
  /** In Regions in which the account was not seen before. Details: actors. */
  FIRST_REGION
}
