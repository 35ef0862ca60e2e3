package io.lookouttrail.grants;

import io.lookouttrail.identity.IamAction;
import java.time.Instant;

/**
 * Calls of one action by one principal.
 *
 * @param principalArn the ARN of the role or user; one without its path is found by its name
 * @param denied whether these calls were denied; others count as use of a grant, also those that
 *     failed for another reason
 */
public record UsedAction(
    String principalArn,
    IamAction action,
    boolean denied,
    long calls,
    Instant firstCall,
    Instant lastCall) {}
