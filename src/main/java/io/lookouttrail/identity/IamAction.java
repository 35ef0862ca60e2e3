package io.lookouttrail.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Action of IAM that a call needs.
 *
 * <p>For Lookout for Vision the catalogue {@link LookoutAction} gives it. For other services it is
 * the event's name, with AWS's known exceptions in {@link #EXCEPTIONS}.
 *
 * <p>Sources: service authorization reference of each service; Amazon S3 user guide, "Required
 * permissions for Amazon S3 API operations"; AWS Lambda developer guide, "Logging AWS Lambda API
 * calls", whose event names end in the API's version.
 *
 * @param service the prefix of the service in policies, such as {@code s3}
 * @param name the name of the action, such as {@code GetObject}
 */
public record IamAction(String service, String name) implements Comparable<IamAction> {
  private static final Pattern VERSIONED =
      Pattern.compile("(.*?)_?20[0-9]{2}_?[0-9]{2}_?[0-9]{2}(v[0-9]+)?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+");

  /** Types of events that no action of IAM allows. */
  private static final Set<String> NO_CALLS =
      Set.of("AwsServiceEvent", "AwsConsoleSignIn", "AwsConsoleAction", "AwsVpceEvents");

  /** The condition {@link #isCall} in SQL, over the column {@code event_type}. */
  public static final String CALLS_IN_SQL =
      "(event_type IS NULL OR event_type NOT IN (%s))"
          .formatted(
              NO_CALLS.stream()
                  .sorted()
                  .map(type -> "'" + type + "'")
                  .collect(Collectors.joining(", ")));

  /** Services whose prefix in policies is not the first part of their event source. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("monitoring", "cloudwatch"),
          Map.entry("email", "ses"),
          Map.entry("tagging", "tag"),
          Map.entry("streams.dynamodb", "dynamodb"));

  /** Sources of events that are no service of policies. */
  private static final Set<String> NO_SERVICES = Set.of("signin");

  /** Names of events, and the action that a policy needs instead, both with their service. */
  private static final Map<String, String> EXCEPTIONS = exceptions();

  /**
   * Returns the action that a call needs.
   *
   * @param eventSource the service as CloudTrail names it
   * @param eventName the event's name as delivered
   * @param eventType the event's type; empty counts as a call
   * @return empty where no action of IAM allows the event, or where none is known
   */
  public static Optional<IamAction> of(
      String eventSource, String eventName, Optional<String> eventType) {
    if (!isCall(eventType)) {
      return Optional.empty();
    }
    if (eventSource.equals(ActionCatalogue.LOOKOUT_VISION)) {
      return LookoutAction.of(eventName).map(IamAction::of);
    }
    return service(eventSource).flatMap(service -> ofOtherService(service, eventName));
  }

  /** Whether an event of this type is a call that a policy may allow; an absent type is. */
  public static boolean isCall(Optional<String> eventType) {
    return eventType.filter(NO_CALLS::contains).isEmpty();
  }

  /** Returns the action of the catalogue. */
  public static IamAction of(LookoutAction action) {
    return new IamAction("lookoutvision", action.iamName());
  }

  private static Optional<IamAction> ofOtherService(String service, String eventName) {
    Matcher versioned = VERSIONED.matcher(eventName);
    String plain = versioned.matches() ? versioned.group(1) : eventName;
    String name = EXCEPTIONS.getOrDefault(service + ":" + plain, plain);
    return NAME.matcher(name).matches()
        ? Optional.of(new IamAction(service, name))
        : Optional.empty();
  }

  private static Optional<String> service(String eventSource) {
    int end = eventSource.indexOf(".amazonaws.com");
    String source = end < 0 ? eventSource : eventSource.substring(0, end);
    String service = PREFIXES.getOrDefault(source, source);
    return SERVICE.matcher(service).matches() && !NO_SERVICES.contains(service)
        ? Optional.of(service)
        : Optional.empty();
  }

  private static Map<String, String> exceptions() {
    Map<String, String> exceptions = new HashMap<>();
    exceptions.put("lambda:Invoke", "InvokeFunction");
    exceptions.put("s3:HeadObject", "GetObject");
    exceptions.put("s3:SelectObjectContent", "GetObject");
    exceptions.put("s3:HeadBucket", "ListBucket");
    exceptions.put("s3:ListObjects", "ListBucket");
    exceptions.put("s3:ListObjectsV2", "ListBucket");
    exceptions.put("s3:ListObjectVersions", "ListBucketVersions");
    exceptions.put("s3:ListBuckets", "ListAllMyBuckets");
    exceptions.put("s3:ListMultipartUploads", "ListBucketMultipartUploads");
    exceptions.put("s3:ListParts", "ListMultipartUploadParts");
    exceptions.put("s3:CopyObject", "PutObject");
    exceptions.put("s3:CreateMultipartUpload", "PutObject");
    exceptions.put("s3:InitiateMultipartUpload", "PutObject");
    exceptions.put("s3:UploadPart", "PutObject");
    exceptions.put("s3:UploadPartCopy", "PutObject");
    exceptions.put("s3:CompleteMultipartUpload", "PutObject");
    exceptions.put("s3:DeleteObjects", "DeleteObject");
    exceptions.put("s3:GetBucketEncryption", "GetEncryptionConfiguration");
    exceptions.put("s3:PutBucketEncryption", "PutEncryptionConfiguration");
    exceptions.put("s3:DeleteBucketEncryption", "PutEncryptionConfiguration");
    exceptions.put("s3:GetBucketLifecycle", "GetLifecycleConfiguration");
    exceptions.put("s3:GetBucketLifecycleConfiguration", "GetLifecycleConfiguration");
    exceptions.put("s3:PutBucketLifecycle", "PutLifecycleConfiguration");
    exceptions.put("s3:PutBucketLifecycleConfiguration", "PutLifecycleConfiguration");
    exceptions.put("s3:DeleteBucketLifecycle", "PutLifecycleConfiguration");
    exceptions.put("s3:GetBucketReplication", "GetReplicationConfiguration");
    exceptions.put("s3:PutBucketReplication", "PutReplicationConfiguration");
    exceptions.put("s3:DeleteBucketReplication", "PutReplicationConfiguration");
    exceptions.put("s3:GetBucketCors", "GetBucketCORS");
    exceptions.put("s3:PutBucketCors", "PutBucketCORS");
    exceptions.put("s3:DeleteBucketCors", "PutBucketCORS");
    exceptions.put("s3:DeleteBucketTagging", "PutBucketTagging");
    exceptions.put("s3:GetBucketNotificationConfiguration", "GetBucketNotification");
    exceptions.put("s3:PutBucketNotificationConfiguration", "PutBucketNotification");
    exceptions.put("s3:GetBucketAccelerateConfiguration", "GetAccelerateConfiguration");
    exceptions.put("s3:PutBucketAccelerateConfiguration", "PutAccelerateConfiguration");
    exceptions.put("s3:GetObjectLockConfiguration", "GetBucketObjectLockConfiguration");
    exceptions.put("s3:PutObjectLockConfiguration", "PutBucketObjectLockConfiguration");
    exceptions.put("s3:GetPublicAccessBlock", "GetBucketPublicAccessBlock");
    exceptions.put("s3:PutPublicAccessBlock", "PutBucketPublicAccessBlock");
    exceptions.put("s3:DeletePublicAccessBlock", "PutBucketPublicAccessBlock");
    return Map.copyOf(exceptions);
  }

  @Override
  public int compareTo(IamAction other) {
    int byService = service.compareTo(other.service);
    return byService != 0 ? byService : name.compareTo(other.name);
  }

  /** The action as policies write it, such as {@code s3:GetObject}. */
  @Override
  public String toString() {
    return service + ":" + name;
  }
}
