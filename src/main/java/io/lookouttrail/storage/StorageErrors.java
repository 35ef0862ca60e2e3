package io.lookouttrail.storage;

import static io.lookouttrail.storage.StorageErrorKind.ABSENT;
import static io.lookouttrail.storage.StorageErrorKind.ACCESS_DENIED;
import static io.lookouttrail.storage.StorageErrorKind.ARCHIVED;
import static io.lookouttrail.storage.StorageErrorKind.BAD_REQUEST;
import static io.lookouttrail.storage.StorageErrorKind.CREDENTIALS_REJECTED;
import static io.lookouttrail.storage.StorageErrorKind.ENCRYPTION_KEY_DENIED;
import static io.lookouttrail.storage.StorageErrorKind.INTERRUPTED;
import static io.lookouttrail.storage.StorageErrorKind.NO_BUCKET;
import static io.lookouttrail.storage.StorageErrorKind.NO_CREDENTIALS;
import static io.lookouttrail.storage.StorageErrorKind.NO_FILE_SYSTEM;
import static io.lookouttrail.storage.StorageErrorKind.OTHER;
import static io.lookouttrail.storage.StorageErrorKind.PERMISSION_DENIED;
import static io.lookouttrail.storage.StorageErrorKind.READ_ONLY;
import static io.lookouttrail.storage.StorageErrorKind.UNREACHABLE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classifier of the failures of S3, HDFS and local disks.
 *
 * <p>A failure is recognized by a class name or by words anywhere among its causes: S3A and Spark
 * wrap the exceptions of the AWS SDK, or keep only their text, and S3A is not installed everywhere.
 *
 * <p>Source: S3 API reference, "Error responses" (InvalidObjectState: a 403 for an object in an
 * archive class that is not restored); Hadoop's S3A makes an AccessDeniedException of every 403.
 */
public final class StorageErrors {
  private static final int MAX_CAUSES = 30;
  private static final int MAX_DETAIL = 500;

  /** Addresses are left out of the text that is searched: a key may contain any word. */
  static final Pattern ADDRESS =
      Pattern.compile("(?:s3|s3a|s3n|hdfs|gs|abfss?)://[^\\s'\"`,;:)\\]]+");

  private static final Pattern S3_ADDRESS = Pattern.compile("\\bs3[an]?://");

  /** What shows a kind of failure in {@code class name: message} of a cause. */
  private record Sign(StorageErrorKind kind, Pattern pattern) {
    static Sign of(StorageErrorKind kind, String pattern) {
      return new Sign(kind, Pattern.compile(pattern));
    }
  }

  /** The particular stand before the general: S3 answers 403 for most of them. */
  private static final List<Sign> PARTICULAR =
      List.of(
          Sign.of(
              CREDENTIALS_REJECTED,
              "ExpiredToken|InvalidToken|token included in the request is (expired|invalid)"
                  + "|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId"),
          Sign.of(
              NO_CREDENTIALS,
              "NoAuthWithAWSException|NoAwsCredentialsException|(?i:no AWS credentials)"
                  + "|Unable to load (AWS )?credentials|does not have an access key"),
          Sign.of(ARCHIVED, "InvalidObjectState"),
          Sign.of(NO_BUCKET, "UnknownStoreException|NoSuchBucket|[Bb]ucket does not exist"),
          Sign.of(
              ENCRYPTION_KEY_DENIED,
              "kms:Decrypt|KMS\\.\\w*(Denied|Disabled|NotFound)\\w*|KMSAccessDenied"),
          Sign.of(PERMISSION_DENIED, "AccessControlException|\\(Permission denied\\)"));

  private static final List<Sign> GENERAL =
      List.of(
          Sign.of(
              ACCESS_DENIED,
              "\\bAccessDenied(?!Exception)|Access Denied|Status Code: 403|\\bForbidden\\b"),
          Sign.of(PERMISSION_DENIED, "AccessDeniedException|Operation not permitted"),
          Sign.of(READ_ONLY, "Read-only file system"),
          Sign.of(NO_FILE_SYSTEM, "No FileSystem for scheme|UnsupportedFileSystemException"),
          Sign.of(BAD_REQUEST, "AWSBadRequestException|Status Code: 400"),
          Sign.of(
              UNREACHABLE,
              "UnknownHostException|ConnectException|SocketTimeoutException|NoRouteToHost"
                  + "|Unable to execute HTTP request"));

  private StorageErrors() {}

  /** The kind of a failure, derived from the failure and its causes. */
  public static StorageErrorKind kindOf(Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (causes.stream().anyMatch(StorageErrors::isInterruption)) {
      return INTERRUPTED;
    }
    StorageErrorKind particular = first(PARTICULAR, causes);
    if (particular != OTHER) {
      return particular;
    }
    if (isAbsence(causes)) {
      return ABSENT;
    }
    StorageErrorKind general = first(GENERAL, causes);
    boolean denied = general == PERMISSION_DENIED;
    return denied && causes.stream().anyMatch(StorageErrors::namesS3) ? ACCESS_DENIED : general;
  }

  /**
   * The kind of a failed read on this thread. In an interrupted thread every read fails, so the
   * kind is {@link StorageErrorKind#INTERRUPTED} then, whatever the failure.
   */
  public static StorageErrorKind kindOfRead(IOException failure) {
    return Thread.currentThread().isInterrupted() ? INTERRUPTED : kindOf(failure);
  }

  /** Whether the same read may succeed a moment later. */
  static boolean isTransient(IOException failure) {
    return switch (kindOfRead(failure)) {
      case NO_FILE_SYSTEM, BAD_REQUEST, UNREACHABLE, OTHER -> true;
      case INTERRUPTED,
          CREDENTIALS_REJECTED,
          NO_CREDENTIALS,
          ARCHIVED,
          NO_BUCKET,
          ENCRYPTION_KEY_DENIED,
          ACCESS_DENIED,
          PERMISSION_DENIED,
          ABSENT,
          READ_ONLY ->
          false;
    };
  }

  /**
   * The failure in one line: its class without package, and its message; at most 500 characters.
   */
  public static String detail(IOException failure) {
    String line = failure.toString().replaceAll("\\s+", " ");
    String name = failure.getClass().getName();
    if (line.startsWith(name)) {
      line = failure.getClass().getSimpleName() + line.substring(name.length());
    }
    return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "…";
  }

  private static StorageErrorKind first(List<Sign> signs, List<Throwable> causes) {
    List<String> texts = causes.stream().map(StorageErrors::textWithoutAddresses).toList();
    return signs.stream()
        .filter(sign -> texts.stream().anyMatch(text -> sign.pattern().matcher(text).find()))
        .map(Sign::kind)
        .findFirst()
        .orElse(OTHER);
  }

  private static boolean isInterruption(Throwable cause) {
    return cause instanceof InterruptedException || cause instanceof ClosedByInterruptException;
  }

  /** Only the first I/O failure counts: what it was caused by may be about another file. */
  private static boolean isAbsence(List<Throwable> causes) {
    return causes.stream()
        .filter(IOException.class::isInstance)
        .findFirst()
        .filter(e -> e instanceof FileNotFoundException || e instanceof NoSuchFileException)
        .isPresent();
  }

  private static boolean namesS3(Throwable cause) {
    return S3_ADDRESS.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static String textWithoutAddresses(Throwable cause) {
    String text = cause.getClass().getName() + ": " + cause.getMessage();
    return ADDRESS.matcher(text).replaceAll("");
  }

  /** A failure and its causes, from the outside in; at most 30, because they may form a circle. */
  static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    @Nullable Throwable cause = failure;
    for (; cause != null && causes.size() < MAX_CAUSES; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
