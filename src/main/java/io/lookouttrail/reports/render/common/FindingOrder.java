package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Status;
import java.util.Comparator;

/** Order of the findings of one rule for readers. */
public final class FindingOrder {
  /**
   * The worst first: open, then accepted, then those of the month before; the most severe, and
   * those that their rule calls worse or with higher counts, before the others.
   */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing((Finding finding) -> place(finding.status()))
          .thenComparing(Finding::severity)
          .thenComparing(Finding::order)
          .thenComparing(Comparator.comparingLong(Finding::count).reversed())
          .thenComparing(finding -> finding.accountId().orElse(""))
          .thenComparing(Finding::subject)
          .thenComparing(Finding::id);

  private FindingOrder() {}

  private static int place(Status status) {
    return switch (status) {
      case NEW, KNOWN -> 0;
      case ACCEPTED -> 1;
      case PAST -> 2;
      case GONE -> 3;
    };
  }
}
