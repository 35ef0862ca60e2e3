package io.lookouttrail.cli.errors;

import io.lookouttrail.cli.session.ProductVersion;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.run.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in one line what a user can do about the failures of Spark, Hadoop, Delta and the AWS SDK
 * that are not ours. A failure is known by a class name or words anywhere among its causes, because
 * those libraries wrap each other's exceptions, or keep them as text only.
 */
public final class ErrorMessages {
  private static final int MOST_CAUSES = 30;
  private static final Pattern ADDRESS =
      Pattern.compile("(?:s3|s3a|s3n|hdfs|gs|abfss?)://[^\\s'\"`,;:)\\]]+");

  private ErrorMessages() {}

  /**
   * One kind of failure.
   *
   * @param sign what is looked for in {@code class name: message} of each cause
   */
  private record Rule(Pattern sign, String why, String remedy) {
    static Rule when(String sign, String why, String remedy) {
      return new Rule(Pattern.compile(sign), why, remedy);
    }
  }

  private static final String INTERRUPTED = "the run was interrupted";
  private static final String GO_ON =
      "Run the same command again: it goes on from the last commit.";

  /** The first that fits is told, so that the particular stands before the general. */
  private static final List<Rule> RULES =
      List.of(
          Rule.when(
              "SparkContext was shut down|Job \\S+ cancelled|InterruptedException",
              INTERRUPTED,
              GO_ON),
          Rule.when(
              "OutOfMemoryError",
              "it ran out of memory",
              "Give it more with --driver-memory, on a cluster also with --executor-memory."),
          Rule.when(
              "No space left on device|DiskOutOfSpace|Disk quota exceeded",
              "a disk is full",
              "Free some space, or give Spark another disk with --conf spark.local.dir=DIR, and run"
                  + " again."),
          Rule.when(
              "Read-only file system",
              "the place is read-only{address}",
              "Choose a folder that can be written to."),
          Rule.when(
              "InvalidProtocolVersionException|DELTA_INVALID_PROTOCOL_VERSION"
                  + "|DELTA_UNSUPPORTED_FEATURES_FOR_(READ|WRITE)|UnsupportedTableFeatureException",
              "a table was written, or upgraded, by a newer version of Delta",
              "Use a version of Lookout Trail with that Delta, or let the engine that upgraded the"
                  + " table drop the feature again."),
          Rule.when(
              "FAILED_READ_FILE\\.\\w*FILE_NOT_EXIST|SparkFileNotFoundException",
              "files that a table's version is made of are gone",
              "Choose a newer run; 'lookout-trail maintain --retain' says how long versions are"
                  + " kept."),
          Rule.when(
              "Concurrent\\w*Exception: .*(?i:delta)|io\\.delta\\.\\S*Concurrent\\w+|DELTA_CONCURRENT_"
                  + "|DELTA_METADATA_CHANGED|DELTA_PROTOCOL_CHANGED|ConcurrentModificationException: .*commit",
              "another writer changed a table at the same time",
              "Wait for it to end and run again: what was committed stays."),
          Rule.when(
              "ExpiredToken|InvalidToken|token included in the request is (expired|invalid)"
                  + "|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId",
              "AWS does not accept the credentials, or not any longer",
              "Sign in again, or check AWS_PROFILE and the AWS_* variables."),
          Rule.when(
              "NoAuthWithAWSException|NoAwsCredentialsException|No AWS Credentials"
                  + "|Unable to load (AWS )?credentials|does not have an access key",
              "no AWS credentials were found",
              "Set AWS_PROFILE or the AWS_* variables, or run where a role is attached."),
          Rule.when(
              "UnknownStoreException|NoSuchBucket|[Bb]ucket does not exist",
              "the bucket does not exist{address}",
              "Check its name and the account that the credentials belong to."),
          Rule.when(
              "kms:Decrypt|KMS\\.\\w*(Denied|Disabled|NotFound)\\w*|KMSAccessDenied",
              "the encryption key may not be used{address}",
              "The credentials need kms:Decrypt, and kms:GenerateDataKey to write."),
          Rule.when(
              "AccessDenied|Access Denied|Status Code: 403|Forbidden",
              "access was denied{address}",
              "Reading needs s3:ListBucket and s3:GetObject; tables also s3:PutObject and"
                  + " s3:DeleteObject; encrypted objects kms:Decrypt."),
          Rule.when(
              // A HEAD has no body, hence no code.
              "AWSBadRequestException|Status Code: 400",
              "S3 answered 400 without a word, as it does to a look at an object with expired"
                  + " credentials",
              "Sign in again, or check AWS_PROFILE, the AWS_* variables and"
                  + " fs.s3a.endpoint.region."),
          Rule.when(
              "AccessControlException|\\(Permission denied\\)|Operation not permitted",
              "the file system does not permit it{address}",
              "Check who owns the folder, and its rights."),
          Rule.when(
              "No FileSystem for scheme|UnsupportedFileSystemException",
              "no file system for such an address is installed",
              "Use a local path, file:///, s3a:// or s3://, or add its library with --packages."),
          Rule.when(
              "Could not parse Master URL|Cannot load main class from|requires.*master URL",
              "the master is none that Spark knows",
              "Give --master local[4], yarn or another of Spark's, or leave it out."),
          Rule.when(
              "DELTA_CONFIGURE_SPARK_SESSION|Failed to find( the)? data source: delta"
                  + "|ClassNotFoundException: (io\\.delta|org\\.apache\\.spark\\.sql\\.delta)\\."
                  + "|NoClassDefFoundError: (io/delta|org/apache/spark/sql/delta)",
              "Delta Lake is not on the class path",
              SparkSessions.ADD_DELTA),
          Rule.when(
              "(NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError"
                  + "|IllegalAccessError|ClassCastException): "
                  + ".*(io[./]delta|apache[./]spark[./]sql[./]delta)[./]",
              "its classes are of two versions of Delta Lake, or of another than this Spark's",
              "Have one: on EMR delta.enabled without --packages, elsewhere --packages "
                  + ProductVersion.deltaPackage()
                  + "."),
          Rule.when(
              "UnknownHostException|ConnectException|SocketTimeoutException|NoRouteToHost"
                  + "|Unable to execute HTTP request",
              "the network or the service did not answer",
              "Check the network, a proxy or VPC endpoint, and AWS_REGION; then run again."));

  /** What to print for a failure of a command, and the exit code it ends with. */
  public static UserError of(Throwable thrown, String command) {
    List<Throwable> chain = chain(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof UserError ours) {
        return ours;
      }
    }
    return known(thrown, chain, command)
        .orElseGet(
            () -> {
              Throwable root = chain.get(chain.size() - 1);
              return UserError.cannot(
                  "run " + command,
                  root.getClass().getName() + ": " + firstLine(root),
                  "This is a bug, or something that Lookout Trail does not know yet: run again with"
                      + " --stacktrace.",
                  thrown);
            });
  }

  /** What to print for a failure that the end of the process brought. */
  public static UserError interrupted(Throwable thrown, String command) {
    return UserError.cannot("run " + command, INTERRUPTED, GO_ON, thrown);
  }

  private static Optional<UserError> known(
      Throwable thrown, List<Throwable> chain, String command) {
    for (Rule rule : RULES) {
      for (Throwable cause : chain) {
        String text = cause.getClass().getName() + ": " + cause.getMessage();
        if (rule.sign.matcher(text).find()) {
          String why = rule.why.replace("{address}", address(chain));
          return Optional.of(UserError.cannot("run " + command, why, rule.remedy, thrown));
        }
      }
    }
    return Optional.empty();
  }

  private static String address(List<Throwable> chain) {
    for (Throwable cause : chain) {
      Matcher matcher = ADDRESS.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return " (" + matcher.group().replaceAll("\\.+$", "") + ")";
      }
    }
    return "";
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && chain.size() < MOST_CAUSES; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String firstLine(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).strip();
    return message.lines().findFirst().orElse("no message").replaceAll("[.\\s]+$", "");
  }

  /** The whole trace, as Java prints it. */
  public static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    thrown.printStackTrace(writer);
    writer.flush();
    return text.toString();
  }
}
