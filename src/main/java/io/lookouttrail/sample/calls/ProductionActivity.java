package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Caller;
import io.lookouttrail.sample.plan.Project;
import io.lookouttrail.sample.plan.Project.Shift;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls that the production lines of one account's Region make on a day.
 *
 * <p>Models are started and stopped with the shifts and trained once a month; parts are inspected
 * in batches. The calls of a day depend only on the options and the date, not on other days' state.
 */
public final class ProductionActivity {
  private static final int TRAINING_DAY = 15;

  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final LocalDate lastDay;
  private final int detections;

  /**
   * @param detections DetectAnomalies calls on a weekday
   */
  public ProductionActivity(SampleOptions options, AccountRegion accountRegion, int detections) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.detections = detections;
    this.lastDay =
        options.to().isBefore(SampleOptions.SERVICE_END) ? options.to() : SampleOptions.SERVICE_END;
  }

  /**
   * Calls of a day.
   *
   * @param corrected those of the calls that a later record corrects
   */
  public record Day(List<Call> calls, List<InspectionBatch> batches, List<Call> corrected) {}

  /** Whether the lines run: on weekdays of the sample, until the service's end. */
  boolean isWorkday(LocalDate day) {
    return SampleCalendar.isWeekday(day) && !day.isBefore(options.from()) && !day.isAfter(lastDay);
  }

  /**
   * Returns the calls of a day; none if the Region has no projects or the service has ended.
   *
   * @param busySlots number of slots in which parts can be inspected
   */
  public Day day(LocalDate day, int busySlots) {
    Day plan = new Day(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (accountRegion.projects().isEmpty() || day.isAfter(lastDay)) {
      return plan;
    }
    SeededRandom random =
        SeededRandom.of(
            options.seed(), "factory", accountRegion.account(), accountRegion.region(), day);
    if (day.equals(options.from())) {
      setUp(plan, day, random);
    }
    for (Project project : accountRegion.projects()) {
      addStart(plan, day, project, random);
      addStop(plan, day, project, random);
      addBatches(plan, day, project, busySlots);
    }
    if (isWorkday(day)) {
      plan.calls().addAll(OfficeActivity.calls(accountRegion, day, random));
      if (day.getDayOfMonth() == TRAINING_DAY) {
        train(plan, day, random);
      }
    }
    if (isWorkday(day) && day.equals(SampleCalendar.firstWeekday(day))) {
      audit(plan, day);
    }
    if (day.plusDays(1).getDayOfMonth() == 1) {
      plan.calls().add(monthEndCall(day, random));
    }
    return plan;
  }

  /** Returns the model runs that begin on a day, as the product must find them. */
  public List<SampleTruth.ModelRun> runs(LocalDate day) {
    List<SampleTruth.ModelRun> runs = new ArrayList<>();
    for (Project project : accountRegion.projects()) {
      if (starts(project, day)) {
        runs.add(
            new SampleTruth.ModelRun(
                accountRegion.account(),
                accountRegion.region(),
                project.name(),
                version(day),
                Instant.ofEpochSecond(at(day, project.shift().start())),
                end(project, day).map(Instant::ofEpochSecond),
                project.minUnits(),
                project.maxUnits(),
                end(project, day).isEmpty() ? "open" : deletes(project, day) ? "delete" : "stop"));
      }
    }
    return runs;
  }

  /** The calls that create the projects and their first models. */
  private void setUp(Day plan, LocalDate day, SeededRandom random) {
    long second = at(day, 4 * 3600);
    for (Project project : accountRegion.projects()) {
      for (SampleAction action :
          List.of(
              SampleAction.CREATE_PROJECT,
              SampleAction.CREATE_DATASET,
              SampleAction.UPDATE_DATASET_ENTRIES,
              SampleAction.CREATE_MODEL,
              SampleAction.DESCRIBE_MODEL)) {
        second += 61;
        plan.calls().add(engineerCall(second, action, project, "1", random));
      }
    }
  }

  /** The calls that train a new version of each model. */
  private void train(Day plan, LocalDate day, SeededRandom random) {
    String next = version(day.plusDays(1));
    long second = at(day, 22 * 3600 + 30 * 60);
    for (Project project : accountRegion.projects()) {
      for (SampleAction action : List.of(SampleAction.CREATE_MODEL, SampleAction.DESCRIBE_MODEL)) {
        second += 47;
        plan.calls().add(engineerCall(second, action, project, next, random));
      }
    }
  }

  /** The calls of the auditor, who looks at each project once a month. */
  private void audit(Day plan, LocalDate day) {
    SeededRandom random =
        SeededRandom.of(
            options.seed(), "audit", accountRegion.account(), accountRegion.region(), day);
    long second = at(day, 10 * 3600);
    for (Project project : accountRegion.projects()) {
      for (SampleAction action :
          List.of(
              SampleAction.LIST_PROJECTS,
              SampleAction.DESCRIBE_PROJECT,
              SampleAction.LIST_MODELS)) {
        second += 19;
        plan.calls()
            .add(
                Call.of(
                    second, accountRegion.callers().auditor(), action, project.name(), "", random));
      }
    }
  }

  /** A call just before the end of a month, which is delivered in the next month. */
  private Call monthEndCall(LocalDate day, SeededRandom random) {
    Project project = accountRegion.projects().get(0);
    long second = at(day, 23 * 3600 + 58 * 60 + 30);
    return engineerCall(second, SampleAction.DESCRIBE_MODEL, project, version(day), random);
  }

  private Call engineerCall(
      long second, SampleAction action, Project project, String version, SeededRandom random) {
    Caller engineer = accountRegion.callers().engineer();
    return Call.of(second, engineer, action, project.name(), version, random);
  }

  /** The StartModel call of a shift; it fails if the model still runs. */
  private void addStart(Day plan, LocalDate day, Project project, SeededRandom random) {
    if (!isWorkday(day)) {
      return;
    }
    Call start =
        Call.of(
                at(day, project.shift().start()),
                starter(project),
                SampleAction.START_MODEL,
                project.name(),
                project.latest() ? "latest" : version(day),
                random)
            .withUnits(project.minUnits(), project.maxUnits(), random.uuid());
    if (!starts(project, day)) {
      plan.calls().add(start.failedWith(CallFailure.CONFLICT));
      return;
    }
    plan.calls().add(start);
    if (day.toEpochDay() % 5 == 2) {
      plan.calls().add(start.retry(start.second() + 3, random));
    }
    if (day.toEpochDay() % 6 == 1) {
      plan.corrected().add(start);
    }
  }

  /** The calls of a day that end model runs; a run over the weekend began three days before. */
  private void addStop(Day plan, LocalDate day, Project project, SeededRandom random) {
    for (int daysBack = 0; daysBack <= 3; daysBack++) {
      LocalDate startDay = day.minusDays(daysBack);
      if (starts(project, startDay)) {
        end(project, startDay)
            .filter(second -> LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L)).equals(day))
            .ifPresent(
                second ->
                    plan.calls()
                        .add(
                            Call.of(
                                second,
                                starter(project),
                                deletes(project, startDay)
                                    ? SampleAction.DELETE_MODEL
                                    : SampleAction.STOP_MODEL,
                                project.name(),
                                version(startDay),
                                random)));
      }
    }
  }

  /** Spreads the parts of a day over the slots of a shift. */
  private void addBatches(Day plan, LocalDate day, Project project, int busySlots) {
    int parts = detections / accountRegion.projects().size();
    String version = project.latest() ? "latest" : version(day);
    if (project.shift() == Shift.NIGHT) {
      if (isWorkday(day)) {
        plan.batches().add(new InspectionBatch(at(day, 86_400 - 300), parts / 2, project, version));
      }
      if (isWorkday(day.minusDays(1))) {
        String startVersion = version(day.minusDays(1));
        plan.batches()
            .add(new InspectionBatch(at(day, 300), parts - parts / 2, project, startVersion));
      }
    } else if (isWorkday(day)) {
      List<Integer> times =
          VolumePlan.busyTimes(busySlots).stream()
              .filter(second -> second > project.shift().start() + DeliverySlot.SECONDS)
              .filter(second -> second + DeliverySlot.SECONDS < project.shift().stop())
              .toList();
      int count = times.size();
      for (int i = 0; i < count; i++) {
        int share = (int) ((long) parts * (i + 1) / count - (long) parts * i / count);
        plan.batches().add(new InspectionBatch(at(day, times.get(i)), share, project, version));
      }
    }
  }

  /** Returns the call for one part, at a random time within its batch. */
  public Call detection(InspectionBatch batch, SeededRandom random) {
    Call call =
        Call.of(
            batch.second() + random.nextInt(300),
            batch.project().caller(),
            SampleAction.DETECT_ANOMALIES,
            batch.project().name(),
            batch.version(),
            random);
    int permille = random.nextInt(1000);
    return permille < 6
        ? call.failedWith(CallFailure.THROTTLED)
        : permille == 6 ? call.failedWith(CallFailure.INTERNAL) : call;
  }

  /** The caller that starts and stops the model of a project. */
  private Caller starter(Project project) {
    return switch (project.shift()) {
      case DAY -> accountRegion.callers().shiftLead();
      case LATE -> accountRegion.callers().scheduler();
      case NIGHT -> accountRegion.callers().function();
    };
  }

  /** Whether a model run begins on a day: not if the model still runs since Friday. */
  private boolean starts(Project project, LocalDate day) {
    return isWorkday(day)
        && !(day.getDayOfWeek() == DayOfWeek.MONDAY && leftRunning(project, day.minusDays(3)));
  }

  /** Whether a model keeps running from this Friday to Monday: every fourth week, by day shifts. */
  private boolean leftRunning(Project project, LocalDate friday) {
    return project.shift() == Shift.DAY
        && friday.getDayOfWeek() == DayOfWeek.FRIDAY
        && friday.toEpochDay() / 7 % 4 == 1
        && isWorkday(friday)
        && isWorkday(friday.plusDays(3));
  }

  /** Whether a DeleteModel call ends the run that began on a day. */
  private static boolean deletes(Project project, LocalDate day) {
    return project.shift() == Shift.LATE && day.getDayOfMonth() == TRAINING_DAY;
  }

  /** End of a run that began on a day, in seconds of the epoch; empty if after the sample. */
  private Optional<Long> end(Project project, LocalDate startDay) {
    LocalDate day = leftRunning(project, startDay) ? startDay.plusDays(3) : startDay;
    long second = at(day, project.shift().stop());
    return second < at(lastDay.plusDays(1), 0) ? Optional.of(second) : Optional.empty();
  }

  /** Version of the model in use on a day. One is trained at the start and one each month. */
  private String version(LocalDate day) {
    int version = 1;
    LocalDate training = options.from().withDayOfMonth(TRAINING_DAY);
    while (training.isBefore(day)) {
      if (isWorkday(training)) {
        version++;
      }
      training = training.plusMonths(1);
    }
    return Integer.toString(version);
  }

  private static long at(LocalDate day, int second) {
    return day.toEpochDay() * 86_400 + second;
  }
}
