package io.lookouttrail.storage;

import io.lookouttrail.run.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Tells in one line why a folder could not be listed. */
public final class ListingFailure {
  private ListingFailure() {}

  public static UserError of(Path path, IOException failure) {
    String what = what(path);
    List<Throwable> causes = causes(failure);
    if (failure instanceof UnsupportedFileSystemException) {
      return UserError.cannot(
          what,
          "no file system is known for '" + path.toUri().getScheme() + "://'",
          "Give a local path or a URI that begins with s3://, s3a:// or file:///.",
          failure);
    }
    // Known by its name: S3A is not there in every installation.
    if (failure.getClass().getSimpleName().equals("UnknownStoreException")) {
      return UserError.cannot(
          what, "the bucket does not exist", "Check the bucket's name in --archive.", failure);
    }
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return UserError.cannot(
          what,
          "there is no such file or folder",
          "Point --archive at the folder that holds AWSLogs, at a folder below it, at a folder of"
              + " log files, or at one log file.",
          failure);
    }
    if (speaksOf(causes, "NoAuthWithAWSException", "No AWS Credentials")) {
      return UserError.cannot(
          what,
          "no AWS credentials were found",
          "Sign in (for example with 'aws sso login') and set AWS_PROFILE, or run where a role is"
              + " attached.",
          failure);
    }
    if (StorageErrors.kindOf(failure) == StorageErrorKind.CREDENTIALS_REJECTED) {
      return UserError.cannot(
          what,
          "AWS does not accept the credentials, or not any longer",
          "Sign in again, or check AWS_PROFILE and the AWS_* variables.",
          failure);
    }
    if (failure instanceof AccessDeniedException || failure instanceof AccessControlException) {
      return denied(what, path, failure);
    }
    return unexpected(what, causes, failure);
  }

  private static UserError denied(String what, Path path, IOException failure) {
    return CanonicalNames.isS3(path)
        ? UserError.cannot(
            what,
            "access was denied",
            "It takes s3:ListBucket on the bucket, with this prefix, and s3:GetObject on its objects;"
                + " --stacktrace shows S3's own words.",
            failure)
        : UserError.cannot(
            what,
            "access was denied (" + message(failure) + ")",
            "It takes the right to read the folder.",
            failure);
  }

  public static String what(Path path) {
    return "read the archive " + CanonicalNames.of(path);
  }

  private static UserError unexpected(String what, List<Throwable> causes, IOException failure) {
    for (Throwable cause : causes) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return UserError.cannot(
            what,
            "its host could not be reached (" + message(cause) + ")",
            "Check the address and the network, then run it again.",
            failure);
      }
    }
    return UserError.cannot(
        what,
        "listing it failed (" + message(failure) + ")",
        "Check the address, then run it again; --stacktrace shows more.",
        failure);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static boolean speaksOf(List<Throwable> causes, String type, String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return causes.stream()
        .anyMatch(
            cause ->
                cause.getClass().getSimpleName().equals(type)
                    || message(cause).toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (@Nullable Throwable next = failure;
        next != null && !causes.contains(next);
        next = next.getCause()) {
      causes.add(next);
    }
    return causes;
  }
}
