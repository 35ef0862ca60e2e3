package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that people and tools make outside the production lines, eight on each working day.
 *
 * <p>They rotate through all callers, all actions and spellings, and all ways to fail, so that a
 * sample of some weeks contains every one of them.
 */
public final class OfficeActivity {
  /** The project of these calls; no model of it runs. */
  public static final String PROJECT = "press-shop";

  private static final int CALLS_A_DAY = 8;
  private static final List<DeliveredName> NAMES = names();

  private OfficeActivity() {}

  /** An action and a name that CloudTrail records for it. */
  private record DeliveredName(SampleAction action, String eventName) {}

  /** Returns the calls of a working day in the order of their times. */
  static List<Call> calls(AccountRegion accountRegion, LocalDate day, SeededRandom random) {
    List<Call> calls = new ArrayList<>();
    List<Caller> all = accountRegion.callers().all();
    for (int i = 0; i < CALLS_A_DAY; i++) {
      int turn =
          (int) (day.toEpochDay() * CALLS_A_DAY + i + accountRegion.account().hashCode() % 7 + 7);
      Caller caller = all.get((turn * 5 + turn / 30) % all.size());
      DeliveredName named = NAMES.get(turn % NAMES.size());
      long second = day.toEpochDay() * 86_400 + 8 * 3600 + i * 3_600L + random.nextInt(200);
      Call call =
          Call.of(second, caller, named.action(), PROJECT, version(named.action()), random)
              .deliveredAs(named.eventName());
      if (turn % 4 == 3 || concernsModelRuns(named.action())) {
        call = call.failedWith(CallFailure.ALL.get(turn / 4 % CallFailure.ALL.size()));
      }
      if (named.action() == SampleAction.START_MODEL
          || named.action() == SampleAction.CREATE_PROJECT) {
        call = call.withUnits(1, 0, random.uuid());
      }
      calls.add(call);
    }
    return calls;
  }

  /** Whether a success would start, end or need a model run; the production lines make those. */
  private static boolean concernsModelRuns(SampleAction action) {
    return switch (action) {
      case START_MODEL, STOP_MODEL, DELETE_MODEL, DETECT_ANOMALIES -> true;
      default -> false;
    };
  }

  private static String version(SampleAction action) {
    return action.namesModel() || action.namesResource() || action == SampleAction.CREATE_MODEL
        ? "1"
        : "";
  }

  private static List<DeliveredName> names() {
    List<DeliveredName> names = new ArrayList<>();
    for (SampleAction action : SampleAction.values()) {
      names.add(new DeliveredName(action, action.iamName()));
      for (String spelling : action.otherSpellings()) {
        names.add(new DeliveredName(action, spelling));
      }
    }
    return List.copyOf(names);
  }
}
