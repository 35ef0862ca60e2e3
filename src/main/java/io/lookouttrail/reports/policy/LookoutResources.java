package io.lookouttrail.reports.policy;

import static io.lookouttrail.reports.policy.CalledResource.equal;

import io.lookouttrail.identity.LookoutAction;
import io.lookouttrail.identity.ResourceArns;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources of calls of Lookout for Vision, by the resource type of each action. */
final class LookoutResources {
  private static final Pattern ARN =
      Pattern.compile("(arn:aws[a-z-]*:lookoutvision:[a-z0-9-]+:[0-9]{12}:)(model|project)/(.+)");

  /** Why a call of the newest version may need more than its resource. */
  static final String LATEST = "the call named the version latest; IAM may ask for its number";

  /** Why a statement on the whole service has no condition on Regions. */
  static final String NO_REGION = "some calls name no Region";

  private final PolicyPrincipal principal;
  private final CallKind kind;
  private final List<String> reasons = new ArrayList<>();

  private LookoutResources(PolicyPrincipal principal, CallKind kind) {
    this.principal = principal;
    this.kind = kind;
  }

  /** Returns the resource of calls of an action. */
  static CalledResource of(PolicyPrincipal principal, LookoutAction action, CallKind kind) {
    return new LookoutResources(principal, kind).resource(action);
  }

  private CalledResource resource(LookoutAction action) {
    return switch (action.resource()) {
      case NONE -> service(List.of());
      case PROJECT -> project();
      case MODEL ->
          switch (action) {
            case TAG_RESOURCE, UNTAG_RESOURCE, LIST_TAGS_FOR_RESOURCE -> tagged();
            case CREATE_MODEL -> newModel();
            default -> model();
          };
    };
  }

  /** The service as a whole, which only a condition can limit to Regions. */
  private CalledResource service(List<String> conditions) {
    if (region().isEmpty()) {
      reasons.add(NO_REGION);
    }
    return CalledResource.any(region(), reasons, conditions);
  }

  private CalledResource project() {
    ResourceScope scope = ResourceScope.project(place(), projectName());
    return CalledResource.of(scope, reasons, List.of(placeCondition(), projectCondition()));
  }

  private CalledResource newModel() {
    Optional<String> project = projectName();
    project.ifPresent(name -> reasons.add("a new model gets a new version"));
    return CalledResource.of(
        ResourceScope.model(place(), project, Optional.empty()),
        reasons,
        List.of(placeCondition(), projectCondition()));
  }

  private CalledResource model() {
    Optional<String> version = Optional.ofNullable(kind.modelVersion());
    if (version.isEmpty()) {
      reasons.add("the record names no version of the model");
    }
    version.filter("latest"::equals).ifPresent(latest -> reasons.add(LATEST));
    return CalledResource.of(
        ResourceScope.model(place(), projectName(), version),
        reasons,
        List.of(placeCondition(), projectCondition(), equal("model_version", kind.modelVersion())));
  }

  /** The calls of tagging name their resource by its ARN. */
  private CalledResource tagged() {
    String condition = equal("resource_arn", kind.resourceArn());
    Matcher arn = ARN.matcher(Optional.ofNullable(kind.resourceArn()).orElse(""));
    if (!arn.matches()) {
      reasons.add("the record names no resource");
      return service(List.of(condition));
    }
    String name = arn.group(3);
    int slash = name.lastIndexOf('/');
    ResourceScope scope =
        arn.group(2).equals("model") && slash > 0
            ? ResourceScope.model(
                arn.group(1),
                Optional.of(name.substring(0, slash)),
                Optional.of(name.substring(slash + 1)))
            : ResourceScope.of(arn.group(1) + arn.group(2) + "/" + ResourceScope.literal(name));
    // One condition only: folded or not, the ARNs of the calls find them.
    return CalledResource.of(scope, List.of(), List.of(condition));
  }

  private String place() {
    return String.join(
            ":",
            "arn",
            region().map(ResourceArns::partition).orElse(principal.partition()),
            "lookoutvision",
            region().orElseGet(() -> reason("*", "the record names no Region")),
            AccountId.isValid(kind.accountId())
                ? kind.accountId()
                : reason(principal.accountId(), "the record names no account"))
        + ":";
  }

  private String reason(String text, String reason) {
    reasons.add(reason);
    return text;
  }

  private Optional<String> region() {
    return Optional.ofNullable(kind.region()).filter(RegionName::isValid);
  }

  private Optional<String> projectName() {
    if (kind.projectName() == null) {
      reasons.add("the record names no project");
    }
    return Optional.ofNullable(kind.projectName());
  }

  private String placeCondition() {
    return equal("account_id", kind.accountId()) + " AND " + equal("region", kind.region());
  }

  private String projectCondition() {
    return equal("project_name", kind.projectName());
  }
}
