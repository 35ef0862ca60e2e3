package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestName;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Identity of a digest chain: the digests of one trail in one account and Region. Backfilled
 * digests form a chain of their own.
 *
 * @param trail the trail's name; empty for digests whose file names do not follow CloudTrail's
 *     form, which form no chain
 * @param homeRegion the Region in which the trail was created; empty likewise
 * @param backfill whether the digests were made later, for a period that had none
 */
public record ChainId(DeliveryGroup group, String trail, String homeRegion, boolean backfill)
    implements Serializable {
  /** By place, then by trail. */
  static final Comparator<ChainId> ORDER =
      Comparator.comparing((ChainId id) -> id.group().account())
          .thenComparing(id -> id.group().region())
          .thenComparing(ChainId::trail)
          .thenComparing(ChainId::homeRegion)
          .thenComparing(ChainId::backfill)
          .thenComparing(id -> id.group().root());

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  static ChainId of(LogFile digest) {
    DeliveryGroup group = DeliveryGroup.ofDigest(digest);
    return digestName(digest)
        .map(
            name ->
                new ChainId(
                    new DeliveryGroup(group.root(), name.account(), name.region()),
                    name.trail(),
                    name.homeRegion(),
                    name.backfill()))
        .orElseGet(() -> new ChainId(group, "", "", false));
  }

  /**
   * The chain of a digest in a finding or in an entry for a log.
   *
   * @param object canonical name of the digest
   */
  public static ChainId of(String object, String account, String region, String trail) {
    Optional<DigestName> name = DigestName.of(DigestDocument.fileName(object));
    return new ChainId(
        new DeliveryGroup(DeliveryGroup.rootOfDigest(object), account, region),
        trail,
        name.map(DigestName::homeRegion).orElse(""),
        name.map(DigestName::backfill).orElse(false));
  }

  /** The parts of a digest's file name; empty if it does not follow CloudTrail's form. */
  public static Optional<DigestName> digestName(LogFile digest) {
    return DigestName.of(DigestDocument.fileName(digest.sourceFile()));
  }

  /**
   * The chain of a digest by its name.
   *
   * @param object canonical name of the digest
   * @return empty if its file name does not follow CloudTrail's form
   */
  static Optional<ChainId> ofName(String object) {
    return DigestName.of(DigestDocument.fileName(object))
        .map(name -> of(object, name.account(), name.region(), name.trail()));
  }

  /** Whether the order of the digests is known from their file names. */
  boolean isChain() {
    return !trail.isEmpty();
  }

  /**
   * Canonical name of the location of a digest.
   *
   * @param other a digest of this chain
   * @param end end of the wanted digest's period
   */
  String locationOf(LogFile other, Instant end) {
    String name = digestName(other).orElseThrow().endingAt(end).fileName();
    if (!other.sourceFile().contains(DeliveryGroup.DIGESTS)) {
      return group.root() + "/" + name;
    }
    LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
    return group.digestFolder() + "/" + DAY.format(day) + "/" + name;
  }

  /** Name of a period without digests, as the object of its finding. */
  String gapName(Instant start, Instant end) {
    return String.join("/", group.digestFolder(), trail, start.toString(), end.toString());
  }
}
