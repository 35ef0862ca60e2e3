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
  private StorageErrorMessages() {}

  /**
   * The message for a failure.
   *
   * @param what what could not be done, as in {@link UserError#cannot(String, String, String)};
   *     where it has no address, the message takes the one that the failure names
   * @return empty for an interruption, and where the kind of the failure is not known
   */
  public static Optional<UserError> of(String what, Throwable failure) {
    String address = what.contains("://") ? "" : address(failure);
    return switch (StorageErrors.kindOf(failure)) {
      case INTERRUPTED, OTHER -> Optional.empty();
      case CREDENTIALS_REJECTED ->
          message(
              what,
              "AWS does not accept the credentials, or not any longer",
              "Sign in again, or check AWS_PROFILE and the AWS_* variables.",
              failure);
      case NO_CREDENTIALS ->
          message(
              what,
              "no AWS credentials were found",
              "Sign in (for example with 'aws sso login') and set AWS_PROFILE or the AWS_*"
                  + " variables, or run where a role is attached.",
              failure);
      case ARCHIVED ->
          message(
              what,
              "an object is in an archive class and is not restored" + address,
              "Restore it, then run again.",
              failure);
      case NO_BUCKET ->
          message(
              what,
              "the bucket does not exist" + address,
              "Check its name and the account that the credentials belong to.",
              failure);
      case ENCRYPTION_KEY_DENIED ->
          message(
              what,
              "the encryption key may not be used" + address,
              "The credentials need kms:Decrypt, and kms:GenerateDataKey to write.",
              failure);
      case ACCESS_DENIED ->
          message(
              what,
              "access was denied" + address,
              "Reading needs s3:ListBucket and s3:GetObject; tables also s3:PutObject and"
                  + " s3:DeleteObject; encrypted objects kms:Decrypt.",
              failure);
      case PERMISSION_DENIED ->
          message(
              what,
              "the file system does not permit it" + address,
              "Check who owns the folder, and its permissions.",
              failure);
      case ABSENT ->
          message(
              what,
              "a file or folder does not exist" + text(failure, IOException.class),
              "Check the path, then run again; --stacktrace shows more.",
              failure);
      case READ_ONLY ->
          message(
              what,
              "the file system is read-only" + address,
              "Choose a folder that can be written to.",
              failure);
      case NO_FILE_SYSTEM ->
          message(
              what,
              "no file system is installed for this kind of address",
              "Use a local path, file:///, s3a:// or s3://, or add its library with --packages.",
              failure);
      case BAD_REQUEST ->
          message(
              what,
              "S3 answered 400 without an error code, as it does when it is asked about an object"
                  + " with expired credentials",
              "Sign in again, or check AWS_PROFILE, the AWS_* variables and"
                  + " fs.s3a.endpoint.region.",
              failure);
      case UNREACHABLE ->
          message(
              what,
              "the network or the service did not answer"
                  + text(failure, java.net.UnknownHostException.class),
              "Check the address, the network, a proxy or VPC endpoint, and AWS_REGION; then run"
                  + " again.",
              failure);
    };
  }

  private static Optional<UserError> message(
      String what, String why, String remedy, Throwable failure) {
    return Optional.of(UserError.cannot(what, why, remedy, failure));
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
