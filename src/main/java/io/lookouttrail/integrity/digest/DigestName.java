package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.ForeignObject;
import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of a digest file's name: {@code <account>_CloudTrail-Digest_<region>_<trail>_<home
 * region>_<time>[_backfill].json.gz}.
 *
 * <p>Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
 *
 * @param region the Region whose logs the digest lists
 * @param homeRegion the Region in which the trail was created
 * @param endedAt end of the digest's period, to the second
 * @param backfill whether it was made later, in a chain of its own
 * @param extension {@code .json.gz}, or {@code .json} for a digest that is stored uncompressed
 */
public record DigestName(
    String account,
    String region,
    String trail,
    String homeRegion,
    Instant endedAt,
    boolean backfill,
    String extension) {

  // A trail's name may contain underscores, so the pattern relies on the parts around it.
  private static final Pattern NAME =
      Pattern.compile(
          "("
              + AccountId.REGEX
              + ")_CloudTrail-Digest_("
              + RegionName.REGEX
              + ")_(.+)_("
              + RegionName.REGEX
              + ")_([0-9]{8}T[0-9]{6}Z)(_backfill)?(\\.json(?:\\.gz)?)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  /** Parses a file's name without its folders; empty if it is not a digest's name. */
  public static Optional<DigestName> of(String fileName) {
    Matcher parts = NAME.matcher(fileName);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DigestName(
              parts.group(1),
              parts.group(2),
              parts.group(3),
              parts.group(4),
              LocalDateTime.parse(parts.group(5), TIME).toInstant(ZoneOffset.UTC),
              parts.group(6) != null,
              parts.group(7)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Name of the digest of the same chain whose period ends at another time. */
  public DigestName endingAt(Instant end) {
    return new DigestName(account, region, trail, homeRegion, end, backfill, extension);
  }

  /** The file's name. */
  public String fileName() {
    return String.join(
            "_",
            account,
            ForeignObject.DIGEST.label(),
            region,
            trail,
            homeRegion,
            TIME.withZone(ZoneOffset.UTC).format(endedAt))
        + (backfill ? "_backfill" : "")
        + extension;
  }
}
