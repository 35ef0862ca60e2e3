package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The scope of a report: its service, months, accounts and Regions. */
record ScopeContent(ReportOptions options, IngestedMonths ledger, EvidenceContent evidence) {

  Scope scope(KeyFigures figures) {
    return new Scope(
        service(),
        options.eventSource(),
        options.from(),
        options.to(),
        accounts(),
        List.copyOf(ColumnTotals.names(evidence.regions(), "region")),
        ledger.cutOff(),
        ledger.lastIngest(),
        options.productVersion(),
        options.comparedTo().map(Period::toString),
        nilReturn(figures));
  }

  private String service() {
    return options.hasCatalogue()
        ? "Amazon Lookout for Vision"
        : options.eventSource().replaceFirst("\\.amazonaws\\.com(\\.cn)?$", "");
  }

  /** The accounts in scope and those that were seen. */
  private List<String> accounts() {
    Map<String, String> labels = ScopeCheck.labels(options.scope().orElse(List.of()));
    SortedSet<String> ids = new TreeSet<>(ColumnTotals.names(evidence.accounts(), "account_id"));
    ids.addAll(labels.keySet());
    return ids.stream().map(id -> labels.getOrDefault(id, id)).toList();
  }

  /** States how much was read where no call was found; empty where there are calls. */
  private Optional<String> nilReturn(KeyFigures figures) {
    ColumnTotals read = ColumnTotals.of(evidence.reconciliation());
    return figures
        .find("calls")
        .map(KeyFigure::value)
        .filter(Value.whole(0)::equals)
        .map(
            none ->
                String.format(
                    Locale.ROOT,
                    "%,d files, %,d records, no call",
                    read.get("files"),
                    read.get("records")));
  }
}
