package io.lookouttrail.integrity.digest;

import io.lookouttrail.integrity.digest.AwsCliFiles.ListedKey;
import io.lookouttrail.run.UserError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** Download of CloudTrail's public keys, by Region and time. */
public final class PublicKeyDownload {
  private PublicKeyDownload() {}

  /**
   * The first and last end time of a Region's digests. CloudTrail lists the keys that were valid at
   * some time between them.
   */
  public record Times(Instant start, Instant end) {
    public Times with(Instant time) {
      return new Times(time.isBefore(start) ? time : start, time.isAfter(end) ? time : end);
    }
  }

  /** Call of ListPublicKeys for one Region. */
  public interface Caller {
    public List<ListedKey> keys(String region, Times times);
  }

  /**
   * Downloads the keys of several Regions.
   *
   * @throws UserError if a call fails; the message names the Region
   */
  public static List<ListedKey> keys(Map<String, Times> regions, Caller caller) {
    List<ListedKey> keys = new ArrayList<>();
    regions.forEach((region, times) -> keys.addAll(caller.keys(region, times)));
    return keys;
  }

  /** Calls ListPublicKeys with the AWS SDK's default credentials. */
  public static List<ListedKey> fromAws(String region, Times times) {
    try (CloudTrailClient client =
        CloudTrailClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      ListPublicKeysRequest request =
          ListPublicKeysRequest.builder().startTime(times.start()).endTime(times.end()).build();
      return client.listPublicKeysPaginator(request).stream()
          .flatMap(page -> page.publicKeyList().stream())
          .map(PublicKeyDownload::listed)
          .toList();
    } catch (SdkException e) {
      throw UserError.cannot(
          "fetch the public keys of " + region,
          firstLine(e),
          "Use credentials that allow cloudtrail:ListPublicKeys, or give key files with"
              + " --public-keys.",
          e);
    }
  }

  private static ListedKey listed(PublicKey key) {
    return new ListedKey(
        key.fingerprint(), Base64.getEncoder().encodeToString(key.value().asByteArray()));
  }

  private static String firstLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("no answer").replaceAll("[.\\s]+$", "");
  }
}
