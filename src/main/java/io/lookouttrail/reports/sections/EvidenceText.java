package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences about the evidence. */
record EvidenceText(EvidenceContent evidence) {

  List<String> statements() {
    List<String> statements = new ArrayList<>();
    statements.add(read());
    statements.add(balance());
    statements.add(calls());
    statements.add(proven());
    statements.add(coverage());
    statements.addAll(incomplete());
    statements.add(quarantine());
    evidence.options().scope().ifPresent(scope -> statements.add(scope(scope.size())));
    statements.add(
        "Made from the table versions that are listed here. The same table versions, options and"
            + " version of Lookout Trail give the same report.");
    return statements;
  }

  /** Returns notes on calls that the figures may lack; readers must know them first. */
  List<String> incomplete() {
    List<String> notes = new ArrayList<>();
    ReportOptions options = evidence.options();
    IngestedMonths ledger = evidence.ledger();
    if (!ledger.missing(options).isEmpty()) {
      notes.add(
          "No log file was ingested of "
              + ledger.missing(options).stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + ": calls of these months are not in this report.");
    }
    ledger
        .cutOff()
        .ifPresent(
            cutOff -> {
              boolean early =
                  !cutOff.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(options.lastDay());
              notes.add(
                  "The newest log file was delivered at %s%s"
                      .formatted(
                          cutOff,
                          early
                              ? ". CloudTrail may deliver further calls of the period; they are not"
                                  + " in this report."
                              : "."));
            });
    return notes;
  }

  private String read() {
    ColumnTotals read = ColumnTotals.of(evidence.reconciliation());
    return sentence(
        "%,d files (%,d bytes) delivered from %s to %s were read: %,d records = %,d kept + %,d"
            + " duplicates + %,d of other sources + %,d rejected.",
        read.get("files"),
        read.get("bytes"),
        evidence.options().firstDay(),
        evidence.options().lastDelivery(),
        read.get("records"),
        read.get("kept"),
        read.get("duplicates"),
        read.get("other_sources"),
        read.get("rejected"));
  }

  private String balance() {
    long open = ColumnTotals.of(evidence.reconciliation()).get("files_not_balanced");
    return open == 0
        ? "Every file's records add up."
        : sentence("The records of %,d files do not add up.", open);
  }

  private String calls() {
    ColumnTotals calls = ColumnTotals.of(evidence.proof());
    return sentence(
        "The report counts %,d calls of %s; %,d of them are in files delivered outside these"
            + " days. An event that a later one corrects is not counted.",
        calls.get("calls"),
        evidence.options().isMonth()
            ? evidence.options().from()
            : evidence.options().from() + " to " + evidence.options().to(),
        calls.get("calls_from_elsewhere"));
  }

  private String proven() {
    Map<String, ColumnTotals> proven = ColumnTotals.byKey(evidence.proof());
    return EvidenceContent.PROOFS.stream()
        .map(
            state ->
                sentence(
                    "%,d %s", proven.getOrDefault(state, ColumnTotals.NONE).get("files"), state))
        .collect(Collectors.joining(", ", "Of the files, by CloudTrail's digests: ", "."));
  }

  private String coverage() {
    ColumnTotals days = ColumnTotals.of(evidence.regions());
    return sentence(
        "Days by account and Region: %,d with log files, %,d empty and proven so by digests, %,d"
            + " without a file and unproven, %,d with a gap, %,d not ingested.",
        days.get("logs"),
        days.get("empty_proven"),
        days.get("unproven"),
        days.get("gap"),
        days.get("not_ingested"));
  }

  private String quarantine() {
    long open = evidence.quarantine().rows().count();
    return open == 0
        ? "None of these files is in quarantine."
        : sentence("%,d problems of these files are unresolved in quarantine.", open);
  }

  private String scope(int size) {
    List<String> unseen =
        new ScopeCheck(
                evidence.options(),
                evidence.options().scope().orElse(List.of()),
                evidence.accounts())
            .unseen();
    return unseen.isEmpty()
        ? sentence("Every account in scope delivered logs (%,d accounts).", size)
        : sentence("These accounts in scope delivered no logs: %s.", String.join(", ", unseen));
  }

  /** Formats with grouped digits, whatever the locale. */
  private static String sentence(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
