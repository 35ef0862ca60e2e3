package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestName;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A chain of digests: those of one trail in one account and Region. Backfilled ones are a chain of
 * their own.
 *
 * @param trail the trail's name; empty for digests whose names do not tell it, which are no chain
 * @param homeRegion the Region that the trail was made in; empty likewise
 */
record ChainId(DeliveryGroup group, String trail, String homeRegion, boolean backfill)
    implements Serializable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  static ChainId of(LogFile digest) {
    DeliveryGroup place = DeliveryGroup.ofDigest(digest);
    return name(digest)
        .map(
            told ->
                new ChainId(
                    new DeliveryGroup(place.root(), told.account(), told.region()),
                    told.trail(),
                    told.homeRegion(),
                    told.backfill()))
        .orElseGet(() -> new ChainId(place, "", "", false));
  }

  static Optional<DigestName> name(LogFile digest) {
    return DigestName.of(DigestDocument.fileName(digest.sourceFile()));
  }

  /** Whether its digests' names tell where each of them belongs. */
  boolean isChain() {
    return !trail.isEmpty();
  }

  /** Canonical name of the place of the digest of some time, beside one of the same chain. */
  String placeOf(LogFile fellow, Instant end) {
    String name = name(fellow).orElseThrow().endingAt(end).fileName();
    if (!fellow.sourceFile().contains(DeliveryGroup.DIGESTS)) {
      return group.root() + "/" + name;
    }
    LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
    return group.digestFolder() + "/" + DAY.format(day) + "/" + name;
  }

  /** What a time without digests is called. */
  String placeOf(Instant start, Instant end) {
    return String.join("/", group.digestFolder(), trail, start.toString(), end.toString());
  }
}
