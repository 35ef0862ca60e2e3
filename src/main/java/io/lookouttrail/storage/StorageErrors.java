package io.lookouttrail.storage;

import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * What a store's refusals mean.
 *
 * <p>Source: S3 API reference, "Error responses" (InvalidObjectState: a 403 for an object in an
 * archive class that is not restored); Hadoop's S3A makes an AccessDeniedException of every 403.
 */
public final class StorageErrors {
  private static final int MAX_CAUSES = 16;
  private static final int MAX_DETAIL = 500;

  /** Error codes of S3 for credentials, a 400 or a 403; S3A keeps them in its messages. */
  private static final Pattern BAD_CREDENTIALS =
      Pattern.compile(
          "ExpiredToken|InvalidToken|InvalidAccessKeyId|SignatureDoesNotMatch"
              + "|NoAuthWithAWSException|NoAwsCredentialsException");

  private StorageErrors() {}

  /**
   * The fault that a failed read means.
   *
   * @throws UncheckedIOException if the thread was told to stop, or the credentials are not
   *     accepted, or no longer: that says nothing of the file
   */
  public static BodyException fault(IOException failure) {
    if (Thread.currentThread().isInterrupted()
        || failure instanceof ClosedByInterruptException
        || isOfCredentials(failure)) {
      throw new UncheckedIOException(failure);
    }
    String detail = detail(failure);
    if (isArchived(failure)) {
      return BodyException.of(
          Problem.Kind.ARCHIVED, "in an archive class, not restored: " + detail);
    }
    if (isRefused(failure)) {
      return BodyException.refused("access denied: " + detail);
    }
    return failure instanceof FileNotFoundException || failure instanceof NoSuchFileException
        ? BodyException.absent(detail)
        : BodyException.of(Problem.Kind.UNREADABLE, detail);
  }

  /** Whether the same read may go well a moment later. */
  static boolean isWorthAnotherTry(IOException failure) {
    return !(failure instanceof FileNotFoundException)
        && !Thread.currentThread().isInterrupted()
        && !isArchived(failure)
        && !isOfCredentials(failure)
        && !isRefused(failure);
  }

  /** Whether it is who asks that is refused, whatever was asked for. */
  static boolean isOfCredentials(IOException failure) {
    return BAD_CREDENTIALS.matcher(causes(failure)).find();
  }

  private static boolean isArchived(IOException failure) {
    return causes(failure).contains("InvalidObjectState");
  }

  private static boolean isRefused(IOException failure) {
    String causes = causes(failure);
    if (causes.contains("(Permission denied)") || causes.contains("Status Code: 403")) {
      return true;
    }
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
        return true;
      }
    }
    return false;
  }

  private static String causes(IOException failure) {
    StringBuilder text = new StringBuilder();
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return text.toString();
  }

  private static String detail(IOException failure) {
    String line = failure.toString().replaceAll("\\s+", " ");
    String name = failure.getClass().getName();
    if (line.startsWith(name)) {
      String simple = failure.getClass().getSimpleName();
      line = simple + line.substring(name.length());
    }
    return line.length() <= MAX_DETAIL
        ? line
        : String.format(Locale.ROOT, "%s…", line.substring(0, MAX_DETAIL));
  }
}
