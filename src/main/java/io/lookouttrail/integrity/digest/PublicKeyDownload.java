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

/** Asks CloudTrail for the public keys of Regions and times. */
public final class PublicKeyDownload {
  private PublicKeyDownload() {}

  /**
   * The first and the last time of which digests of a Region are.
   *
   * @param end a key is listed if it was valid within
   */
  public record Times(Instant start, Instant end) {
    public Times with(Instant time) {
      return new Times(time.isBefore(start) ? time : start, time.isAfter(end) ? time : end);
    }
  }

  /** The call itself, a Region at a time. */
  public interface Caller {
    public List<ListedKey> keys(String region, Times times);
  }

  /**
   * Keys of all Regions that digests are of.
   *
   * @throws UserError naming the Region, where AWS does not answer
   */
  public static List<ListedKey> keys(Map<String, Times> regions, Caller caller) {
    List<ListedKey> keys = new ArrayList<>();
    regions.forEach((region, times) -> keys.addAll(caller.keys(region, times)));
    return keys;
  }

  /** CloudTrail's ListPublicKeys, with the SDK's own chain of credentials. */
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
          "It takes credentials with cloudtrail:ListPublicKeys; or give files with --public-keys.",
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
