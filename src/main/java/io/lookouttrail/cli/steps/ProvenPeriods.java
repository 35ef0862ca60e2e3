package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lines that say from when to when the digests of each chain prove the archive. */
final class ProvenPeriods {
  private static final int MAX_CHAINS = 6;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The chains to look at come first. */
  private static final Comparator<ProvenPeriod> WORST_FIRST =
      Comparator.comparingInt(ProvenPeriods::rank)
          .thenComparing(period -> period.to().orElse(Instant.MIN))
          .thenComparing(ProvenPeriods::name);

  private ProvenPeriods() {}

  static List<String> lines(List<ProvenPeriod> chains) {
    if (chains.isEmpty()) {
      return List.of();
    }
    List<ProvenPeriod> sorted = chains.stream().sorted(WORST_FIRST).toList();
    int shown = sorted.size() <= MAX_CHAINS ? sorted.size() : MAX_CHAINS - 1;
    List<String> lines = new ArrayList<>();
    lines.add("Proven      from the first to the last valid digest of each chain, UTC:");
    sorted.subList(0, shown).forEach(chain -> lines.add("  " + line(chain)));
    if (shown < sorted.size()) {
      lines.add("  " + others(sorted.subList(shown, sorted.size())));
    }
    return lines;
  }

  private static int rank(ProvenPeriod chain) {
    if (chain.gap().isPresent()) {
      return chain.gap().get().severity() == Severity.HIGH ? 0 : 2;
    }
    return chain.to().isEmpty() ? 1 : 3;
  }

  private static String name(ProvenPeriod chain) {
    return String.join(
        " ",
        orDash(chain.chain().group().account()),
        orDash(chain.chain().group().region()),
        orDash(chain.chain().trail()) + (chain.chain().backfill() ? " (backfill)" : ""));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String line(ProvenPeriod chain) {
    String period =
        chain.from().isPresent() && chain.to().isPresent()
            ? MINUTE.format(chain.from().get()) + " to " + MINUTE.format(chain.to().get())
            : "nothing";
    return String.format(
        Locale.ROOT,
        "%-40s %s%s",
        name(chain),
        period,
        chain.gap().map(ProvenPeriods::gap).orElse(""));
  }

  private static String gap(DigestFinding gap) {
    return "; " + gap.severity().label() + ": " + gap.detail();
  }

  private static String others(List<ProvenPeriod> others) {
    Optional<Instant> from =
        others.stream().flatMap(chain -> chain.from().stream()).max(Comparator.naturalOrder());
    Optional<Instant> to =
        others.stream().flatMap(chain -> chain.to().stream()).min(Comparator.naturalOrder());
    long gaps = others.stream().filter(chain -> chain.gap().isPresent()).count();
    return "%s more chains%s%s"
        .formatted(
            NumberFormats.count(others.size()),
            from.isPresent() && to.isPresent()
                ? ": each at least from %s to %s"
                    .formatted(MINUTE.format(from.get()), MINUTE.format(to.get()))
                : "",
            gaps == 0 ? "" : "; %s with a gap at the end".formatted(NumberFormats.count(gaps)));
  }
}
