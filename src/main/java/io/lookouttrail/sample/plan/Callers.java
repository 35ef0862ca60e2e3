package io.lookouttrail.sample.plan;

import java.util.List;

/**
 * The callers of Lookout for Vision in one account, with at least one of each identity type.
 *
 * @param all all callers, in a fixed order
 * @param engineer creates projects and models, in the console
 * @param shiftLead starts and stops models
 * @param gateway inspects parts: a role of an EC2 instance behind a VPC endpoint
 * @param function inspects parts: a Lambda function
 * @param line inspects parts: a camera with a long-term access key
 * @param scheduler a service that starts and stops models
 * @param root the root user, without MFA
 * @param partner a role of an account outside the organisation
 * @param auditor a role that may do everything and only reads; it is not in {@code all}
 * @param early a user whose records have eventVersion 1.0
 */
public record Callers(
    List<Caller> all,
    Caller engineer,
    Caller shiftLead,
    Caller gateway,
    Caller function,
    Caller line,
    Caller scheduler,
    Caller root,
    Caller partner,
    Caller early,
    Caller auditor) {

  public Callers {
    all = List.copyOf(all);
  }

  /** Returns the callers of an account, which are the same in each of its Regions. */
  static Callers of(long seed, String account) {
    return new CallerFactory(seed, account).callers();
  }
}
