package io.lookouttrail.reports.policy.usage;

import io.lookouttrail.identity.LookoutAction;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls whose request parameters name data of other services, and how they are read. */
final class DataReferences {
  /** Actions of Lookout for Vision that read or write objects in S3, or use a key. */
  private static final Set<LookoutAction> ACTIONS =
      EnumSet.of(
          LookoutAction.CREATE_DATASET,
          LookoutAction.UPDATE_DATASET_ENTRIES,
          LookoutAction.CREATE_MODEL,
          LookoutAction.START_MODEL_PACKAGING_JOB,
          LookoutAction.START_TRIAL_DETECTION);

  /** Their names, as the table of events has them. */
  static final Set<String> ACTION_NAMES =
      ACTIONS.stream().map(LookoutAction::iamName).collect(Collectors.toUnmodifiableSet());

  /** Matches the ARN of a role that is a whole string of JSON, in Java and in Spark's SQL. */
  static final String ROLE_REGEX = "\"(arn:aws[a-z-]*:iam::[0-9]{12}:role/[^\"\\\\]{1,600})\"";

  private static final Pattern ROLE = Pattern.compile(ROLE_REGEX);

  /** Sources whose calls name roles without passing them to a service. */
  static final Set<String> NO_PASSED_ROLES = Set.of("sts.amazonaws.com", "iam.amazonaws.com");

  private DataReferences() {}

  /** Returns the roles in request parameters, a line each, in order; null where there is none. */
  static @Nullable String roles(@Nullable String requestParameters) {
    if (requestParameters == null || !requestParameters.contains(":role/")) {
      return null;
    }
    TreeSet<String> roles = new TreeSet<>();
    Matcher found = ROLE.matcher(requestParameters);
    while (found.find()) {
      roles.add(found.group(1));
    }
    return roles.isEmpty() ? null : String.join("\n", roles);
  }
}
