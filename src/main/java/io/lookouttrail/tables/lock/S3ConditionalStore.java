package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The conditional writes of S3, through S3A's client and with S3A's settings for encryption,
 * storage class and requester pays.
 *
 * <p>Source: S3 User Guide, "Conditional writes": 412 where the condition does not hold, 409 where
 * another write is under way and this one is to be tried again, 404 where an object that is to be
 * replaced is gone.
 */
final class S3ConditionalStore implements ConditionalStore {
  private static final String TOKEN = "lookout-trail-write";
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 100;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3AFileSystem fileSystem;
  private final S3Client client;

  private S3ConditionalStore(S3AFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.client = fileSystem.getS3AInternals().getAmazonS3Client("conditional writes");
  }

  /** The store of a bucket; empty where it is not S3A that reads it. */
  static Optional<ConditionalStore> of(FileSystem fileSystem) {
    return fileSystem instanceof S3AFileSystem s3a
        ? Optional.of(new S3ConditionalStore(s3a))
        : Optional.empty();
  }

  @Override
  public Optional<String> putIfAbsent(Path path, byte[] content) throws IOException {
    return put(path, content, request(path, content).ifNoneMatch("*"));
  }

  @Override
  public Optional<String> putIfUnchanged(Path path, byte[] content, String version)
      throws IOException {
    return put(path, content, request(path, content).ifMatch(version));
  }

  private PutObjectRequest.Builder request(Path path, byte[] content) {
    return fileSystem
        .getRequestFactory()
        .newPutObjectRequestBuilder(fileSystem.pathToKey(path), null, content.length, false);
  }

  /**
   * Tries until the store has answered. Every attempt is the same write under the same condition,
   * so it takes effect once. If an answer is lost, the token shows whose write it was.
   */
  private Optional<String> put(Path path, byte[] content, PutObjectRequest.Builder builder)
      throws IOException {
    String token = UUID.randomUUID().toString();
    PutObjectRequest request = builder.metadata(Map.of(TOKEN, token)).build();
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(client.putObject(request, RequestBody.fromBytes(content)).eTag());
      } catch (SdkException e) {
        if (saysThatTheConditionFailed(e)) {
          return versionWrittenWith(path, token);
        }
        if (attempt == ATTEMPTS || !isWorthAnotherTry(e)) {
          return afterFailure(path, token, e);
        }
        pause(FIRST_PAUSE_MILLIS << attempt);
      }
    }
  }

  private static boolean saysThatTheConditionFailed(SdkException e) {
    return e instanceof S3Exception answer
        && (answer.statusCode() == PRECONDITION_FAILED || isNoSuchKey(answer));
  }

  private static boolean isNoSuchKey(S3Exception answer) {
    return answer.statusCode() == NOT_FOUND
        && (answer.awsErrorDetails() == null
            || !"NoSuchBucket".equals(answer.awsErrorDetails().errorCode()));
  }

  private static boolean isWorthAnotherTry(SdkException e) {
    return e instanceof S3Exception answer
        ? answer.statusCode() == CONFLICT
            || (answer.statusCode() >= SERVER_ERROR && answer.statusCode() != NOT_IMPLEMENTED)
        : !Thread.currentThread().isInterrupted();
  }

  private Optional<String> afterFailure(Path path, String token, SdkException failure)
      throws IOException {
    if (failure instanceof S3Exception answer && answer.statusCode() == NOT_IMPLEMENTED) {
      throw new UnsupportedOperationException("the store knows no conditional writes", failure);
    }
    IOException reported = S3AUtils.translateException("write", path, failure);
    boolean answered = failure instanceof S3Exception answer && answer.statusCode() < SERVER_ERROR;
    if (!answered) {
      try {
        Optional<String> version = versionWrittenWith(path, token);
        if (version.isPresent()) {
          return version;
        }
      } catch (IOException e) {
        reported.addSuppressed(e);
      }
    }
    throw reported;
  }

  /** The version of the object, if it was this token's write that made it. */
  private Optional<String> versionWrittenWith(Path path, String token) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(
              fileSystem
                  .getRequestFactory()
                  .newHeadObjectRequestBuilder(fileSystem.pathToKey(path))
                  .build());
      return token.equals(head.metadata().get(TOKEN)) ? Optional.of(head.eTag()) : Optional.empty();
    } catch (S3Exception e) {
      if (isNoSuchKey(e)) {
        return Optional.empty();
      }
      throw S3AUtils.translateException("look at", path, e);
    } catch (SdkException e) {
      throw S3AUtils.translateException("look at", path, e);
    }
  }

  @Override
  public Optional<StoredObject> get(Path path) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> got =
          client.getObjectAsBytes(
              fileSystem
                  .getRequestFactory()
                  .newGetObjectRequestBuilder(fileSystem.pathToKey(path))
                  .build());
      GetObjectResponse head = got.response();
      Optional<Instant> date =
          head.sdkHttpResponse().firstMatchingHeader("Date").flatMap(S3ConditionalStore::time);
      return Optional.of(
          new StoredObject(got.asUtf8String(), head.eTag(), head.lastModified(), date));
    } catch (S3Exception e) {
      if (isNoSuchKey(e)) {
        return Optional.empty();
      }
      throw S3AUtils.translateException("read", path, e);
    } catch (SdkException e) {
      throw S3AUtils.translateException("read", path, e);
    }
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    try {
      client.deleteObject(
          fileSystem
              .getRequestFactory()
              .newDeleteObjectRequestBuilder(fileSystem.pathToKey(path))
              .build());
    } catch (SdkException e) {
      throw S3AUtils.translateException("delete", path, e);
    }
  }

  private static void pause(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while writing").initCause(e);
    }
  }
}
