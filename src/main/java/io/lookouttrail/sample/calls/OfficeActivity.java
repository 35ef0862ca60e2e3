package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls beside the production lines: someone looks, tags, tries, is refused. In turn everyone
 * makes every call and it ends in every way, so that a sample of some weeks has all of them.
 */
public final class OfficeActivity {
  public static final String PROJECT = "press-shop";

  private static final int CALLS_A_DAY = 8;
  private static final List<Call.Named> NAMES = names();

  private OfficeActivity() {}

  static List<Call> calls(AccountRegion chain, LocalDate day, SeededRandom dice) {
    List<Call> calls = new ArrayList<>();
    List<Person> everyone = chain.people().everyone();
    for (int i = 0; i < CALLS_A_DAY; i++) {
      int turn = (int) (day.toEpochDay() * CALLS_A_DAY + i + chain.account().hashCode() % 7 + 7);
      Person person = everyone.get((turn * 5 + turn / 30) % everyone.size());
      Call.Named named = NAMES.get(turn % NAMES.size());
      long second = day.toEpochDay() * 86_400 + 8 * 3600 + i * 3_600L + dice.below(200);
      Call call =
          Call.of(second, person, named.action(), PROJECT, version(named.action()), dice)
              .spelled(named.eventName());
      if (turn % 4 == 3 || runsModels(named.action())) {
        call = call.failing(CallFailure.ALL.get(turn / 4 % CallFailure.ALL.size()));
      }
      if (named.action() == SampleAction.START_MODEL
          || named.action() == SampleAction.CREATE_PROJECT) {
        call = call.units(1, 0, dice.uuid());
      }
      calls.add(call);
    }
    return calls;
  }

  /** These only fail here: what succeeds is a model run, and those belong to the lines. */
  private static boolean runsModels(SampleAction action) {
    return switch (action) {
      case START_MODEL, STOP_MODEL, DELETE_MODEL, DETECT_ANOMALIES -> true;
      default -> false;
    };
  }

  private static String version(SampleAction action) {
    return action.ofModel() || action.ofResource() || action == SampleAction.CREATE_MODEL
        ? "1"
        : "";
  }

  private static List<Call.Named> names() {
    List<Call.Named> names = new ArrayList<>();
    for (SampleAction action : SampleAction.values()) {
      names.add(new Call.Named(action, action.iamName()));
      for (String spelling : action.otherSpellings()) {
        names.add(new Call.Named(action, spelling));
      }
    }
    return List.copyOf(names);
  }
}
