package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.LedgerFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The months of a ledger in memory: the plain code beside {@link IngestedMonths#read}. */
final class MonthsInMemory {
  private MonthsInMemory() {}

  /** Returns the months of a ledger in memory. */
  static IngestedMonths of(List<LedgerFile> ledger) {
    SortedMap<YearMonth, IngestedMonths.Month> months = new TreeMap<>();
    boolean isAllDated = true;
    List<LedgerFile> files = ledger.stream().filter(LedgerFile::isOfSource).toList();
    for (LedgerFile file : files) {
      Optional<Instant> oldest = Optional.ofNullable(file.oldestEventAt());
      Optional<YearMonth> delivered =
          Optional.ofNullable(file.deliveredAt()).map(at -> YearMonth.from(deliveryDay(file)));
      isAllDated &= delivered.isPresent() && oldest.isEmpty();
      delivered.ifPresent(
          month -> months.merge(month, delivered(file), IngestedMonths.Month::merge));
      oldest
          .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
          .ifPresent(
              day ->
                  IngestedMonths.monthsFrom(
                          YearMonth.from(day), delivered.orElse(YearMonth.from(day)))
                      .forEach(
                          month ->
                              months.merge(
                                  month, spanned(file, day, month), IngestedMonths.Month::merge)));
    }
    long rewritten = files.stream().filter(file -> !file.isNewest()).count();
    return new IngestedMonths(months, rewritten, isAllDated);
  }

  private static LocalDate deliveryDay(LedgerFile file) {
    return Optional.ofNullable(file.deliveredDate()).orElseThrow();
  }

  private static IngestedMonths.Month delivered(LedgerFile file) {
    return new IngestedMonths.Month(
        deliveryDay(file),
        deliveryDay(file),
        Optional.ofNullable(file.deliveredAt()),
        Optional.ofNullable(file.ingestedAt()),
        Map.of(Optional.ofNullable(file.accountId()), file.isNewest() ? 1L : 0L));
  }

  private static IngestedMonths.Month spanned(LedgerFile file, LocalDate oldest, YearMonth month) {
    LocalDate lastDay = deliveryDay(file);
    return new IngestedMonths.Month(
        month.equals(YearMonth.from(oldest)) ? oldest : month.atDay(1),
        month.equals(YearMonth.from(lastDay)) ? lastDay : month.atEndOfMonth(),
        Optional.empty(),
        Optional.ofNullable(file.ingestedAt()),
        Map.of(Optional.ofNullable(file.accountId()), 0L));
  }
}
