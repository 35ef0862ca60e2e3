package io.lookouttrail.storage;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Messages for the failures of stores: the same words for the same failure, whether a listing, a
 * scan or a table ran into it.
 */
public final class StorageErrorMessages {
  private static final Explanation CREDENTIALS_REJECTED =
      new Explanation(
          "AWS does not accept the credentials, or not any longer",
          "Sign in again, or check AWS_PROFILE and the AWS_* variables.");
  private static final Explanation NO_CREDENTIALS =
      new Explanation(
          "no AWS credentials were found",
          "Sign in (for example with 'aws sso login') and set AWS_PROFILE or the AWS_*"
              + " variables, or run where a role is attached.");
  private static final Explanation BAD_REQUEST =
      new Explanation(
          "S3 answered 400 without an error code, as it does when it is asked about an object"
              + " with expired credentials",
          "Sign in again, or check AWS_PROFILE, the AWS_* variables and"
              + " fs.s3a.endpoint.region.");
  private static final Explanation ENCRYPTION_KEY_DENIED =
      new Explanation(
          "the encryption key may not be used",
          "The credentials need kms:Decrypt, and kms:GenerateDataKey to write.");
  private static final Explanation ACCESS_DENIED =
      new Explanation(
          "access was denied",
          "Reading needs s3:ListBucket and s3:GetObject; tables also s3:PutObject and"
              + " s3:DeleteObject; encrypted objects kms:Decrypt.");
  private static final Explanation PERMISSION_DENIED =
      new Explanation(
          "the file system does not permit it", "Check who owns the folder, and its permissions.");
  private static final Explanation READ_ONLY =
      new Explanation("the file system is read-only", "Choose a folder that can be written to.");
  private static final Explanation NO_BUCKET =
      new Explanation(
          "the bucket does not exist",
          "Check its name and the account that the credentials belong to.");
  private static final Explanation ARCHIVED =
      new Explanation(
          "an object is in an archive class and is not restored", "Restore it, then run again.");
  private static final Explanation ABSENT =
      new Explanation(
          "a file or folder does not exist",
          "Check the path, then run again; --stacktrace shows more.");
  private static final Explanation NO_FILE_SYSTEM =
      new Explanation(
          "no file system is installed for this kind of address",
          "Use a local path, file:///, s3a:// or s3://, or add its library with --packages.");
  private static final Explanation UNREACHABLE =
      new Explanation(
          "the network or the service did not answer",
          "Check the address, the network, a proxy or VPC endpoint, and AWS_REGION; then run"
              + " again.");

  private StorageErrorMessages() {}

  /** Why something failed, and what the user can do. */
  private record Explanation(String why, String remedy) {
    /** Adds a detail of the failure to the reason; it begins with a space, or is empty. */
    Explanation with(String detail) {
      return new Explanation(why + detail, remedy);
    }
  }

  /**
   * The message for a failure.
   *
   * @param what what could not be done, as in {@link UserError#cannot(String, String, String)};
   *     where it has no address, the message takes the one that the failure names
   * @return empty for an interruption, and where the kind of the failure is not known
   */
  public static Optional<UserError> of(String what, Throwable failure) {
    String address = what.contains("://") ? "" : address(failure);
    return explanation(failure, address)
        .map(text -> UserError.cannot(what, text.why(), text.remedy(), failure));
  }

  private static Optional<Explanation> explanation(Throwable failure, String address) {
    return switch (StorageErrors.kindOf(failure)) {
      case INTERRUPTED, OTHER -> Optional.empty();
      case CREDENTIALS_REJECTED -> Optional.of(CREDENTIALS_REJECTED);
      case NO_CREDENTIALS -> Optional.of(NO_CREDENTIALS);
      case BAD_REQUEST -> Optional.of(BAD_REQUEST);
      case ENCRYPTION_KEY_DENIED -> Optional.of(ENCRYPTION_KEY_DENIED.with(address));
      case ACCESS_DENIED -> Optional.of(ACCESS_DENIED.with(address));
      case PERMISSION_DENIED -> Optional.of(PERMISSION_DENIED.with(address));
      case READ_ONLY -> Optional.of(READ_ONLY.with(address));
      case NO_BUCKET -> Optional.of(NO_BUCKET.with(address));
      case ARCHIVED -> Optional.of(ARCHIVED.with(address));
      case ABSENT -> Optional.of(ABSENT.with(text(failure, IOException.class)));
      case NO_FILE_SYSTEM -> Optional.of(NO_FILE_SYSTEM);
      case UNREACHABLE ->
          Optional.of(UNREACHABLE.with(text(failure, java.net.UnknownHostException.class)));
    };
  }

  /** The first address among the messages of a failure and its causes, in parentheses. */
  private static String address(Throwable failure) {
    for (Throwable cause : StorageErrors.causes(failure)) {
      Matcher matcher = StorageErrors.ADDRESS.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return " (" + matcher.group().replaceAll("\\.+$", "") + ")";
      }
    }
    return "";
  }

  /** The message of the first cause of a type, in parentheses. */
  private static String text(Throwable failure, Class<? extends IOException> type) {
    for (Throwable cause : StorageErrors.causes(failure)) {
      @Nullable String message = cause.getMessage();
      if (type.isInstance(cause) && message != null) {
        return " (" + message.strip().replaceAll("[.\\s]+$", "") + ")";
      }
    }
    return "";
  }
}
