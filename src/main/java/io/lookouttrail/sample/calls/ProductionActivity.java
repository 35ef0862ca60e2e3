package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Person;
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
 * What happens in one account's Region on a day: models are started and stopped by shift, trained
 * once a month, parts are looked at by the batch. Each day follows from the date alone, so that no
 * state is carried along.
 */
public final class ProductionActivity {
  private static final int TRAINING_DAY = 15;

  private final SampleOptions options;
  private final AccountRegion chain;
  private final LocalDate lastDay;
  private final int detections;

  /**
   * @param detections DetectAnomalies calls on a weekday
   */
  public ProductionActivity(SampleOptions options, AccountRegion chain, int detections) {
    this.options = options;
    this.chain = chain;
    this.detections = detections;
    this.lastDay =
        options.to().isBefore(SampleOptions.SERVICE_END) ? options.to() : SampleOptions.SERVICE_END;
  }

  /** A day's calls, and those of its calls that a later record corrects. */
  public record Day(List<Call> calls, List<InspectionBatch> batches, List<Call> corrected) {}

  /** Whether work is done: weekdays within the sample, until the service's end. */
  boolean works(LocalDate day) {
    return SampleCalendar.isWeekday(day) && !day.isBefore(options.from()) && !day.isAfter(lastDay);
  }

  /**
   * What happens on a day.
   *
   * @param busySlots batches to spread the day's parts over
   */
  public Day day(LocalDate day, int busySlots) {
    Day plan = new Day(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (chain.projects().isEmpty() || day.isAfter(lastDay)) {
      return plan;
    }
    SeededRandom dice =
        SeededRandom.of(options.seed(), "factory", chain.account(), chain.region(), day);
    if (day.equals(options.from())) {
      setUp(plan, day, dice);
    }
    for (Project project : chain.projects()) {
      shift(plan, day, project, dice);
      batches(plan, day, project, busySlots);
    }
    if (works(day)) {
      plan.calls().addAll(OfficeActivity.calls(chain, day, dice));
      if (day.getDayOfMonth() == TRAINING_DAY) {
        train(plan, day, dice);
      }
    }
    if (day.plusDays(1).getDayOfMonth() == 1) {
      plan.calls().add(lastLook(day, dice));
    }
    return plan;
  }

  /** The model runs that begin on a day, as they should be found. */
  public List<SampleTruth.ModelRun> runs(LocalDate day) {
    List<SampleTruth.ModelRun> runs = new ArrayList<>();
    for (Project project : chain.projects()) {
      if (starts(project, day)) {
        runs.add(
            new SampleTruth.ModelRun(
                chain.account(),
                chain.region(),
                project.name(),
                version(day),
                Instant.ofEpochSecond(at(day, project.shift().start())),
                stop(project, day).map(Instant::ofEpochSecond),
                project.minUnits(),
                project.maxUnits(),
                stop(project, day).isEmpty() ? "open" : deletes(project, day) ? "delete" : "stop"));
      }
    }
    return runs;
  }

  private void setUp(Day plan, LocalDate day, SeededRandom dice) {
    long second = at(day, 4 * 3600);
    for (Project project : chain.projects()) {
      for (SampleAction action :
          List.of(
              SampleAction.CREATE_PROJECT,
              SampleAction.CREATE_DATASET,
              SampleAction.UPDATE_DATASET_ENTRIES,
              SampleAction.CREATE_MODEL,
              SampleAction.DESCRIBE_MODEL)) {
        second += 61;
        plan.calls()
            .add(Call.of(second, chain.people().engineer(), action, project.name(), "1", dice));
      }
    }
  }

  private void train(Day plan, LocalDate day, SeededRandom dice) {
    String next = version(day.plusDays(1));
    long second = at(day, 22 * 3600 + 30 * 60);
    for (Project project : chain.projects()) {
      for (SampleAction action : List.of(SampleAction.CREATE_MODEL, SampleAction.DESCRIBE_MODEL)) {
        second += 47;
        plan.calls()
            .add(Call.of(second, chain.people().engineer(), action, project.name(), next, dice));
      }
    }
  }

  private Call lastLook(LocalDate day, SeededRandom dice) {
    Project project = chain.projects().get(0);
    long second = at(day, 23 * 3600 + 58 * 60 + 30);
    Person person = chain.people().engineer();
    return Call.of(second, person, SampleAction.DESCRIBE_MODEL, project.name(), version(day), dice);
  }

  private void shift(Day plan, LocalDate day, Project project, SeededRandom dice) {
    if (works(day)) {
      Person person = starter(project);
      String version = project.latest() ? "latest" : version(day);
      Call start =
          Call.of(
                  at(day, project.shift().start()),
                  person,
                  SampleAction.START_MODEL,
                  project.name(),
                  version,
                  dice)
              .units(project.minUnits(), project.maxUnits(), dice.uuid());
      if (!starts(project, day)) {
        plan.calls().add(start.failing(CallFailure.CONFLICT));
      } else {
        plan.calls().add(start);
        if (day.toEpochDay() % 5 == 2) {
          plan.calls().add(start.again(start.second() + 3, dice));
        }
        if (day.toEpochDay() % 6 == 1) {
          plan.corrected().add(start);
        }
      }
    }
    for (int back = 0; back <= 3; back++) {
      LocalDate began = day.minusDays(back);
      if (starts(project, began)) {
        stop(project, began)
            .filter(second -> LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L)).equals(day))
            .ifPresent(
                second ->
                    plan.calls()
                        .add(
                            Call.of(
                                second,
                                starter(project),
                                deletes(project, began)
                                    ? SampleAction.DELETE_MODEL
                                    : SampleAction.STOP_MODEL,
                                project.name(),
                                version(began),
                                dice)));
      }
    }
  }

  private void batches(Day plan, LocalDate day, Project project, int busySlots) {
    int parts = detections / chain.projects().size();
    String version = project.latest() ? "latest" : version(day);
    if (project.shift() == Shift.NIGHT) {
      if (works(day)) {
        plan.batches().add(new InspectionBatch(at(day, 86_400 - 300), parts / 2, project, version));
      }
      if (works(day.minusDays(1))) {
        String yesterdays = version(day.minusDays(1));
        plan.batches()
            .add(new InspectionBatch(at(day, 300), parts - parts / 2, project, yesterdays));
      }
    } else if (works(day)) {
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

  /** One part looked at, within the five minutes of its batch. */
  public Call detection(InspectionBatch batch, SeededRandom dice) {
    Call call =
        Call.of(
            batch.second() + dice.below(300),
            batch.project().caller(),
            SampleAction.DETECT_ANOMALIES,
            batch.project().name(),
            batch.version(),
            dice);
    int luck = dice.below(1000);
    return luck < 6
        ? call.failing(CallFailure.THROTTLED)
        : luck == 6 ? call.failing(CallFailure.INTERNAL) : call;
  }

  private Person starter(Project project) {
    return switch (project.shift()) {
      case DAY -> chain.people().shiftLead();
      case LATE -> chain.people().scheduler();
      case NIGHT -> chain.people().function();
    };
  }

  private boolean starts(Project project, LocalDate day) {
    return works(day)
        && !(day.getDayOfWeek() == DayOfWeek.MONDAY && forgets(project, day.minusDays(3)));
  }

  /** Now and then a model is left running over the weekend. */
  private boolean forgets(Project project, LocalDate friday) {
    return project.shift() == Shift.DAY
        && friday.getDayOfWeek() == DayOfWeek.FRIDAY
        && friday.toEpochDay() / 7 % 4 == 1
        && works(friday)
        && works(friday.plusDays(3));
  }

  private static boolean deletes(Project project, LocalDate day) {
    return project.shift() == Shift.LATE && day.getDayOfMonth() == TRAINING_DAY;
  }

  /** When a run that began on a day ends; empty where nobody stopped it within the sample. */
  private Optional<Long> stop(Project project, LocalDate began) {
    LocalDate day = forgets(project, began) ? began.plusDays(3) : began;
    long second = at(day, project.shift().stop());
    return second < at(lastDay.plusDays(1), 0) ? Optional.of(second) : Optional.empty();
  }

  /** The model in use on a day: one was trained at the start, and one every month since. */
  private String version(LocalDate day) {
    int version = 1;
    LocalDate training = options.from().withDayOfMonth(TRAINING_DAY);
    while (training.isBefore(day)) {
      if (works(training)) {
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
