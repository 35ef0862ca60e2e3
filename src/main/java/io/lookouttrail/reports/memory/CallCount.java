package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one kind that one session made on one day: a row of the relation {@code {seen}}.
 *
 * <p>Its values are as in the table of events; null where the event has none.
 *
 * @param session one sign-in or assumed role
 * @param inPeriod whether the day is in the report's months, and not in the month before
 */
public record CallCount(
    LocalDate eventDate,
    String accountId,
    @Nullable String region,
    String action,
    @Nullable String accessLevel,
    @Nullable String actionGroup,
    @Nullable String callClass,
    @Nullable String outcome,
    @Nullable String actor,
    @Nullable String actorKind,
    @Nullable String identityType,
    @Nullable String credentialKind,
    @Nullable Boolean temporaryCredentials,
    @Nullable String accessKeyId,
    @Nullable String roleArn,
    @Nullable String permissionSet,
    @Nullable String session,
    @Nullable String callerAccountId,
    @Nullable Boolean crossAccount,
    @Nullable Boolean mfaAuthenticated,
    @Nullable String federatedProvider,
    @Nullable String invokedBy,
    @Nullable String sourceIp,
    @Nullable String client,
    @Nullable String projectName,
    @Nullable String modelVersion,
    @Nullable String resourceArn,
    boolean inPeriod,
    long calls,
    Instant firstCall,
    Instant lastCall) {

  public boolean hasOutcome(String name) {
    return name.equals(outcome);
  }

  public boolean hasClass(String name) {
    return name.equals(callClass);
  }

  public boolean isCrossAccount() {
    return Boolean.TRUE.equals(crossAccount);
  }

  /** Whether it is known that no MFA was used. */
  public boolean isWithoutMfa() {
    return Boolean.FALSE.equals(mfaAuthenticated);
  }
}
