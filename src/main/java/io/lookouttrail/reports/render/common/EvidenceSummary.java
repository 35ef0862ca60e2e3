package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The coverage and the proof of a report in a sentence each, from the facts of its evidence. */
public final class EvidenceSummary {
  private static final List<String> DAYS =
      List.of("logs", "empty_proven", "unproven", "gap", "not_ingested");
  private static final List<String> PROOFS =
      List.of("signed", "chained", "unproven", "contradicted");

  private EvidenceSummary() {}

  /** One sentence for the coverage and one for the proof; none for what the facts lack. */
  public static List<String> sentences(Map<String, Value> facts) {
    List<String> sentences = new ArrayList<>();
    numbers(facts, "coverage.days.", DAYS, "").ifPresent(days -> sentences.add(coverage(days)));
    numbers(facts, "proof.", PROOFS, ".files").ifPresent(files -> sentences.add(proof(files)));
    return sentences;
  }

  private static String coverage(List<Long> days) {
    return String.format(
        Locale.ROOT,
        "Of %,d days by account and Region, %,d have log files, %,d are empty and proven so, %,d"
            + " have no file and no proof, %,d have a gap, and %,d were not ingested.",
        sum(days),
        days.get(0),
        days.get(1),
        days.get(2),
        days.get(3),
        days.get(4));
  }

  private static String proof(List<Long> files) {
    long all = sum(files);
    long proven = files.get(0) + files.get(1);
    return String.format(
        Locale.ROOT,
        "CloudTrail\u2019s digests prove %,d of %,d log files%s: %,d by a signature and %,d by the"
            + " chain of digests; %,d unproven, %,d contradicted.",
        proven,
        all,
        all == 0 ? "" : percent(proven, all),
        files.get(0),
        files.get(1),
        files.get(2),
        files.get(3));
  }

  /** The share, rounded down: 100.0% means all. */
  private static String percent(long part, long all) {
    long thousandths = Math.floorDiv(Math.multiplyExact(part, 1000L), all);
    return String.format(Locale.ROOT, " (%d.%d%%)", thousandths / 10, thousandths % 10);
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  private static Optional<List<Long>> numbers(
      Map<String, Value> facts, String prefix, List<String> names, String suffix) {
    List<Long> numbers = new ArrayList<>();
    for (String name : names) {
      if (facts.get(prefix + name + suffix) instanceof Value.Whole it) {
        numbers.add(it.number());
      }
    }
    return numbers.size() == names.size() ? Optional.of(numbers) : Optional.empty();
  }
}
