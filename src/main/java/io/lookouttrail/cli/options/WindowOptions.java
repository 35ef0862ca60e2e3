package io.lookouttrail.cli.options;

import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The window of log files that a run reads. */
public final class WindowOptions {
  static final String ACTION = "choose the files to read";

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "The files of one month, YYYY-MM, or of the month before today's in UTC: last.")
  @Nullable String month;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = OptionConverters.Day.class,
      description = "The first day, YYYY-MM-DD, UTC. Without --month, --from and --to: everything.")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      converter = OptionConverters.Day.class,
      description = "The last day, inclusive.")
  @Nullable LocalDate to;

  @Mixin LatenessOption lateness = new LatenessOption();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Only this account, by its 12 digits. Repeatable.")
  List<String> accounts = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Only this Region, such as eu-central-1. Repeatable.")
  List<String> regions = new ArrayList<>();

  /**
   * The window that these options describe.
   *
   * @throws UserError where they contradict each other or are out of bounds
   */
  public Window window(Clock clock) {
    checkNames();
    Window days =
        month == null
            ? new Window(
                Optional.ofNullable(from),
                Optional.ofNullable(checkedTo()),
                lateness.days(),
                noNames(),
                noNames())
            : Window.ofMonth(monthAlone(month, clock), lateness.days());
    return days.withAccounts(new TreeSet<>(accounts)).withRegions(new TreeSet<>(regions));
  }

  private static Set<String> noNames() {
    return Set.of();
  }

  private YearMonth monthAlone(String text, Clock clock) {
    if (from != null || to != null) {
      throw UserError.usage(
          ACTION, "--month is given together with --from or --to", "Give the month or the days.");
    }
    return month("--month", text, clock);
  }

  /**
   * A month by its number, or {@code last}: the one before the clock's day in UTC.
   *
   * @param option the option that gives it, for error messages
   */
  static YearMonth month(String option, String text, Clock clock) {
    if (text.equalsIgnoreCase("last")) {
      return Window.lastMonth(clock);
    }
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw UserError.usage(
          ACTION,
          option + " '" + text + "' is not a month",
          "Write it as 2025-09, or as the word last.");
    }
  }

  private @Nullable LocalDate checkedTo() {
    if (from != null && to != null && to.isBefore(from)) {
      throw UserError.usage(
          ACTION, "--to " + to + " is before --from " + from, "Give the earlier day to --from.");
    }
    return to;
  }

  private void checkNames() {
    for (String account : accounts) {
      if (!AccountId.isValid(account)) {
        throw UserError.usage(
            ACTION,
            "--account '" + account + "' is not an account id",
            "An id has 12 digits, leading zeros too.");
      }
    }
    for (String region : regions) {
      if (!RegionName.isValid(region)) {
        throw UserError.usage(
            ACTION,
            "--region '" + region + "' is not a Region",
            "Regions are named like eu-central-1.");
      }
    }
  }
}
