package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.Invoker;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3ARetryPolicy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket through S3A's own client, with its credentials, Region and settings. */
final class S3AObjects implements S3Objects {
  private final S3AFileSystem fileSystem;

  /** S3A's own retries, which also make its exceptions of the client's. */
  private final Invoker retries;

  private S3AObjects(S3AFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    retries = new Invoker(new S3ARetryPolicy(fileSystem.getConf()), Invoker.LOG_EVENT);
  }

  static S3AObjects of(FileSystem fileSystem) {
    return new S3AObjects((S3AFileSystem) fileSystem);
  }

  /** A request to S3. */
  private interface Request<T> {
    T send(S3Client client) throws IOException;
  }

  @Override
  public long list(String prefix, boolean recursive, Receiver receiver) throws IOException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(fileSystem.getBucket())
            .prefix(prefix)
            // XML cannot hold every character that a key may have.
            .encodingType(EncodingType.URL);
    if (!recursive) {
      request.delimiter("/");
    }
    long requests = 0;
    boolean more = true;
    while (more) {
      ListObjectsV2Response page =
          send("list", prefix, client -> client.listObjectsV2(request.build()));
      requests++;
      more = receive(page, receiver) && Boolean.TRUE.equals(page.isTruncated());
      request.continuationToken(page.nextContinuationToken());
    }
    return requests;
  }

  private static boolean receive(ListObjectsV2Response page, Receiver receiver) throws IOException {
    for (S3Object object : page.contents()) {
      if (!receiver.object(object.key(), object.size(), object.lastModified().toEpochMilli())) {
        return false;
      }
    }
    for (var common : page.commonPrefixes()) {
      receiver.prefix(common.prefix());
    }
    return true;
  }

  @Override
  public Optional<Found> find(String key) throws IOException {
    return send(
        "getFileStatus",
        key,
        client -> {
          try {
            HeadObjectResponse head =
                client.headObject(it -> it.bucket(fileSystem.getBucket()).key(key));
            return Optional.of(new Found(head.contentLength(), head.lastModified().toEpochMilli()));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public InputStream open(String key, long position) throws IOException {
    String range = position == 0 ? null : "bytes=" + position + "-";
    return send(
        "open",
        key,
        client -> client.getObject(it -> it.bucket(fileSystem.getBucket()).key(key).range(range)));
  }

  @Override
  public Map<String, String> metadata(String key) throws IOException {
    return send(
        "getXAttrs",
        key,
        client -> client.headObject(it -> it.bucket(fileSystem.getBucket()).key(key)).metadata());
  }

  private <T> T send(String operation, String key, Request<T> request) throws IOException {
    S3Client client = fileSystem.getS3AInternals().getAmazonS3Client(operation);
    return retries.retry(
        operation, fileSystem.getUri() + "/" + key, true, () -> request.send(client));
  }
}
