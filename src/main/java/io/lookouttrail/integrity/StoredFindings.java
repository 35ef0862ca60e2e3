package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.DirectRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The findings of earlier runs, few enough to be read without Spark. */
final class StoredFindings {
  private static final List<String> PROOFS =
      List.of("kind", "state", "proof", "object", "account_id", "region", "trail", "actual_hash");

  private static final List<String> COMPARED =
      List.of(
          "kind",
          "state",
          "object",
          "account_id",
          "region",
          "start_time",
          "end_time",
          "actual_hash");

  private static final Comparator<Row> OLDEST_FIRST =
      Comparator.comparing((Row row) -> row.<Instant>getAs("checked_at"))
          .thenComparing(row -> row.<String>getAs("run_id"));

  private final DirectRows rows;
  private final ValidationContext context;

  /**
   * @param rows the rows of the table of findings
   */
  StoredFindings(DirectRows rows, ValidationContext context) {
    this.rows = rows;
    this.context = context;
  }

  /** An object or period, for both have findings of their own. */
  private record Subject(String kind, String object) {
    static Subject of(Row row) {
      return new Subject(row.getAs("kind"), row.getAs("object"));
    }
  }

  /**
   * What earlier checks proved.
   *
   * @param found this run's findings of digests
   */
  EarlierProofs proofs(List<DigestFinding> found) {
    return new EarlierProofs() {
      @Override
      public Set<ChainId> signed() {
        return ids(row -> isSigned(row));
      }

      @Override
      public Set<String> changed() {
        return StoredFindings.this.changed(found);
      }

      @Override
      public Set<ChainId> proven(Set<ChainId> suspects) {
        Set<String> trails = suspects.stream().map(ChainId::trail).collect(Collectors.toSet());
        return ids(
            row ->
                isValidDigest(row)
                    && !Proof.NONE.label().equals(row.getAs("proof"))
                    && trails.contains(String.valueOf(row.<String>getAs("trail"))));
      }
    };
  }

  private static boolean isValidDigest(Row row) {
    return isDigest(row) && State.VALID.label().equals(row.getAs("state"));
  }

  private static boolean isDigest(Row row) {
    return Kind.DIGEST.label().equals(row.getAs("kind"));
  }

  private boolean isSigned(Row row) {
    return isValidDigest(row)
        && Proof.SIGNED.label().equals(row.getAs("proof"))
        && isInArchive(row);
  }

  private boolean isInArchive(Row row) {
    return row.<String>getAs("object").startsWith(context.root());
  }

  private Set<ChainId> ids(Predicate<Row> chosen) {
    Set<ChainId> ids = new HashSet<>();
    rows.read(
        PROOFS,
        row -> {
          if (chosen.test(row)) {
            ids.add(
                ChainId.of(
                    row.getAs("object"),
                    row.getAs("account_id"),
                    row.getAs("region"),
                    row.getAs("trail")));
          }
        });
    return ids;
  }

  private Set<String> changed(List<DigestFinding> found) {
    Map<String, Set<String>> now = new HashMap<>();
    for (DigestFinding finding : found) {
      if (finding.state() == State.VALID || finding.state() == State.NOT_VALIDATED) {
        finding
            .actualHash()
            .ifPresent(
                hash -> now.computeIfAbsent(finding.object(), name -> new HashSet<>()).add(hash));
      }
    }
    Map<String, Boolean> same = new HashMap<>();
    rows.read(
        PROOFS,
        row -> {
          String object = row.getAs("object");
          String signed = row.getAs("actual_hash");
          if (isSigned(row) && signed != null && now.containsKey(object)) {
            same.merge(object, now.get(object).contains(signed), Boolean::logicalOr);
          }
        });
    return same.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What this run must compare with.
   *
   * @param gone the newest finding of each object that was there and is not listed now
   * @param gaps the newest finding of each period of the window that was without digests then and
   *     when it was last checked
   */
  record Comparison(List<GoneObject> gone, List<DigestFinding> gaps) {
    Comparison {
      gone = List.copyOf(gone);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * Compares with the findings of the window.
   *
   * @param selection the objects that this run lists, if they are there
   */
  Comparison compare(ListedSelection selection) {
    Set<String> gaps = new HashSet<>();
    Predicate<Row> isGone =
        row ->
            isInArchive(row)
                && overlapsWindow(row)
                && wasThere(row)
                && selection.lacks(
                    row.getAs("object"), row.getAs("account_id"), row.getAs("region"));
    boolean[] anyGone = new boolean[1];
    rows.read(
        COMPARED,
        row -> {
          if (isDigest(row) && isInArchive(row) && overlapsWindow(row) && isWithoutDigest(row)) {
            gaps.add(row.getAs("object"));
          }
          anyGone[0] = anyGone[0] || isGone.test(row);
        });
    List<GoneObject> gone = new ArrayList<>();
    if (anyGone[0]) {
      newest(isGone).forEach(row -> gone.add(GoneObject.of(row)));
    }
    List<DigestFinding> open = new ArrayList<>();
    if (!gaps.isEmpty()) {
      for (Row row : newest(row -> isDigest(row) && gaps.contains(row.<String>getAs("object")))) {
        if (isWithoutDigest(row)) {
          open.add(DigestFindingsTable.finding(row));
        }
      }
    }
    return new Comparison(gone, open);
  }

  /** The newest of the chosen rows of each object, with all columns. */
  private Collection<Row> newest(Predicate<Row> chosen) {
    Map<Subject, Row> newest = new LinkedHashMap<>();
    for (Row row : rows.where(COMPARED, chosen)) {
      newest.merge(
          Subject.of(row), row, (one, other) -> OLDEST_FIRST.compare(one, other) < 0 ? other : one);
    }
    return newest.values();
  }

  /** Whether it is a finding of a period without digests, as {@link ClosedGaps} says. */
  private static boolean isWithoutDigest(Row row) {
    return isOf(row, State.GAP, State.MISSING, State.NOT_VALIDATED)
        && row.getAs("actual_hash") == null
        && row.getAs("start_time") != null
        && row.getAs("end_time") != null;
  }

  /** Not a period without digests, and not an object that was missing then. */
  private static boolean wasThere(Row row) {
    boolean isPeriod = isDigest(row) && row.getAs("actual_hash") == null;
    return row.getAs("start_time") != null
        && !isOf(row, State.MISSING, State.GAP)
        && (!isPeriod || isOf(row, State.UNREADABLE));
  }

  private static boolean isOf(Row row, State... states) {
    String label = row.getAs("state");
    for (State state : states) {
      if (state.label().equals(label)) {
        return true;
      }
    }
    return false;
  }

  /** With one day more on either side, because the digests of these days are validated too. */
  private boolean overlapsWindow(Row row) {
    @Nullable Instant start = row.getAs("start_time");
    @Nullable Instant end = row.getAs("end_time");
    for (LocalDate first : context.firstDay()) {
      if (end == null || end.isBefore(midnight(first.minusDays(1)))) {
        return false;
      }
    }
    for (LocalDate last : context.lastDay()) {
      if (start == null || !start.isBefore(midnight(last.plusDays(2)))) {
        return false;
      }
    }
    return true;
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
