package io.lookouttrail.reports.policy;

import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.reports.query.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources of calls of a service without a catalogue: those that the records list. */
final class RecordedResources {
  private static final Pattern ARN = Pattern.compile("arn:[^:\n]*:[^:\n]*:[^:\n]*:[^:\n]*:[^\n]+");

  /** An object in S3; a bucket's ARN has no slash. */
  private static final Pattern OBJECT = Pattern.compile("(arn:aws[a-z-]*:s3:::[^/]+)/(.+)");

  private RecordedResources() {}

  /** Returns the resources of calls: one for each ARN, or {@code *} where the records have none. */
  static List<CalledResource> of(IamAction action, CallKind kind) {
    List<String> arns =
        kind.resources().stream().filter(arn -> ARN.matcher(arn).matches()).distinct().toList();
    if (arns.isEmpty()) {
      return List.of(
          CalledResource.any(
              Optional.empty(),
              List.of("the record names no resource"),
              List.of(
                  "concat_ws('\\n', transform(resources, r -> r.arn)) = "
                      + SqlText.text(kind.arns()).replace("\n", "\\n"))));
    }
    return ofAction(action, arns).stream().map(RecordedResources::resource).toList();
  }

  /** Records of S3 list the bucket beside the object; an action needs one of them. */
  private static List<String> ofAction(IamAction action, List<String> arns) {
    if (!action.service().equals("s3")) {
      return arns;
    }
    boolean ofObjects =
        !action.name().contains("Bucket")
            && (action.name().contains("Object") || action.name().contains("MultipartUpload"));
    List<String> some =
        arns.stream().filter(arn -> OBJECT.matcher(arn).matches() == ofObjects).toList();
    return some.isEmpty() ? arns : some;
  }

  private static CalledResource resource(String arn) {
    String condition = "exists(resources, r -> r.arn = " + SqlText.text(arn) + ")";
    Matcher object = OBJECT.matcher(arn);
    if (!object.matches()) {
      return CalledResource.of(
          ResourceScope.of(ResourceScope.literal(arn)), List.of(), List.of(condition));
    }
    String bucket = object.group(1);
    return CalledResource.of(
        ResourceScope.object(ResourceScope.literal(bucket), object.group(2)),
        List.of(),
        List.of(
            "exists(resources, r -> startswith(r.arn, " + SqlText.text(bucket + "/") + "))",
            condition));
  }
}
