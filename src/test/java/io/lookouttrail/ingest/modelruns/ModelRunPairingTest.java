package io.lookouttrail.ingest.modelruns;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.ingest.modelruns.ModelCall.Kind;
import io.lookouttrail.tables.ModelRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests of the pairing; one rule in each test. */
class ModelRunPairingTest {
  private static final Optional<Integer> ABSENT = Optional.empty();

  private final TestProject project = new TestProject();

  @Test
  void pairsAStartWithTheNextStop() {
    project
        .start("03T06:00", "1")
        .stop("03T14:00", "1")
        .start("04T06:00", "1")
        .stop("04T07:30", "1");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:00..03T14:00 stop 8.0h x1-1 d0 idle 8.0h",
            "1 04T06:00..04T07:30 stop 1.5h x1-1 d0 idle 1.5h");
    assertThat(project.notes()).containsOnly("");
    assertThat(project.runs()).extracting(ModelRun::startedBy).containsOnly(Optional.of("jane"));
  }

  @Test
  void pairsEachVersionByItself() {
    project
        .start("03T06:00", "1")
        .start("03T07:00", "2")
        .stop("03T08:00", "2")
        .stop("03T09:00", "1");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:00..03T09:00 stop 3.0h x1-1 d0 idle 3.0h",
            "2 03T07:00..03T08:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void countsUnitsFromTheLeastToTheMostThatWereAskedFor() {
    project
        .start("03T06:00", "1", Optional.of(2), Optional.of(5))
        .start("03T06:00", "2", Optional.of(3), ABSENT)
        .start("03T06:00", "3", ABSENT, ABSENT)
        .start("03T06:00", "4", ABSENT, Optional.of(4))
        .start("03T06:00", "5", Optional.of(3), Optional.of(2))
        .start("03T06:00", "6", Optional.of(0), ABSENT);
    for (int version = 1; version <= 6; version++) {
      project.stop("03T07:00", Integer.toString(version));
    }
    assertThat(project.runs())
        .extracting(run -> run.unitsLow() + "-" + run.unitsHigh())
        .containsExactly("2-5", "3-3", "1-1", "1-4", "3-3", "1-1");
    assertThat(project.notes())
        .containsExactly(
            "",
            "",
            "minInferenceUnits not given, 1 assumed",
            "minInferenceUnits not given, 1 assumed",
            "",
            "minInferenceUnits not given, 1 assumed");
  }

  @Test
  void ignoresASecondStartAndNotesIt() {
    project
        .start("03T06:00", "1", Optional.of(2), ABSENT)
        .start("03T07:00", "1", Optional.of(9), ABSENT)
        .start("03T08:00", "1", Optional.of(9), ABSENT)
        .stop("03T09:00", "1");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T09:00 stop 3.0h x2-2 d0 idle 3.0h");
    assertThat(project.notes()).containsExactly("2 more StartModel before its end, ignored");
  }

  @Test
  void takesARepeatedTokenWithinEightHoursForTheSameCall() {
    project
        .startWithToken("03T06:00", "1", "t")
        .startWithToken("03T06:01", "1", "t")
        .stopWithToken("03T07:00", "1", "t")
        .startWithToken("03T14:00", "1", "t");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h");
    assertThat(project.notes()).containsExactly("");

    project.startWithToken("03T14:01", "1", "t").stopWithToken("03T15:01", "1", "t");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h",
            "1 03T14:01..03T15:01 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void takesATokenOfAnotherModelForAnotherCall() {
    project
        .startWithToken("03T06:00", "1", "t")
        .startWithToken("03T06:30", "2", "t")
        .stop("03T07:00", "1")
        .stop("03T07:00", "2");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h",
            "2 03T06:30..03T07:00 stop 0.5h x1-1 d0 idle 0.5h");
  }

  @Test
  void takesARepeatedStartOfTheLatestForTheSameThoughANewerModelWasMade() {
    project
        .create("01T06:00", "1")
        .startWithToken("03T06:00", "latest", "t")
        .create("03T06:01", "2")
        .startWithToken("03T06:02", "latest", "t")
        .stop("03T07:00", "1");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void endsARunWhereItsModelIsDeleted() {
    project.start("03T06:00", "1").delete("03T07:00", "1");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T07:00 delete 1.0h x1-1 d0 idle 1.0h");
    assertThat(project.notes()).containsExactly("");
  }

  @Test
  void endsEveryRunOfAProjectThatIsDeleted() {
    project.start("03T06:00", "1").start("03T06:30", "2").deleteProject("03T07:00");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:00..03T07:00 delete 1.0h x1-1 d0 idle 1.0h",
            "2 03T06:30..03T07:00 delete 0.5h x1-1 d0 idle 0.5h");
    assertThat(project.notes()).containsOnly("ended by DeleteProject");
  }

  @Test
  void provesAnUnseenStartByADetectionAndCountsToTheStop() {
    project.detect("03T06:20", "1").detect("03T08:10", "1").stop("03T09:20", "1");
    assertThat(project.runLines())
        .containsExactly("1 03T06:20..03T09:20 stop 3.0h x1-1 d2 idle 1.3h");
    assertThat(project.runs()).extracting(ModelRun::startedBy).containsExactly(Optional.empty());
    assertThat(project.notes())
        .containsExactly(
            "start not in the logs, counted from the first detection, a lower bound;"
                + " inference units not in the logs, 1 assumed");
  }

  @Test
  void countsAnUnseenStartToTheLastDetectionWhereNoStopComes() {
    String lastDetection = "end not in the logs, counted to the last detection";
    String run = "1 03T06:20..03T08:20 unknown 2.0h x1-1 d2 idle 1.0h";
    TestProject detected = project.detect("03T06:20", "1").detect("03T08:20", "1");
    assertThat(detected.runLines()).containsExactly(run);
    assertThat(detected.notes().get(0)).endsWith(lastDetection);

    assertThat(detected.start("04T06:00", "1").stop("04T07:00", "1").runLines())
        .containsExactly(run, "1 04T06:00..04T07:00 stop 1.0h x1-1 d0 idle 1.0h");
    assertThat(detected.notes().get(0)).endsWith(lastDetection);
  }

  @Test
  void countsAnUnseenStartToTheLastDetectionWhereTheModelOrTheProjectIsDeleted() {
    project.detect("03T06:20", "1").delete("05T06:00", "1");
    project.detect("06T06:20", "2").deleteProject("07T06:00");
    assertThat(project.runLines())
        .containsExactly(
            "1 03T06:20..03T06:20 unknown 0.0h x1-1 d1 idle 0.0h",
            "2 06T06:20..06T06:20 unknown 0.0h x1-1 d1 idle 0.0h");
  }

  @Test
  void countsNothingForAnEndOutsideARun() {
    project.stop("03T06:00", "1").delete("03T07:00", "1").deleteProject("03T08:00");
    assertThat(project.runLines()).isEmpty();
  }

  @Test
  void countsNothingForACallThatNamesNoModel() {
    assertThat(project.startOfNoVersion("03T06:00").runLines()).isEmpty();
  }

  @Test
  void countsAnOpenRunUpToTheNewestDelivery() {
    project.start("03T06:00", "1").deliveredUntil("03T10:00");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T10:00 unknown 4.0h x1-1 d0 idle 4.0h open");
    assertThat(project.notes())
        .containsExactly("end not in the logs, counted up to the newest delivery");
  }

  @Test
  void countsAnOpenRunNoShorterThanItsOwnCallsTell() {
    project.start("03T06:00", "1").detect("03T11:00", "1").deliveredUntil("03T10:00");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T11:00 unknown 5.0h x1-1 d1 idle 5.0h open");
  }

  @Test
  void countsAnOpenRunNoLongerThanTheServiceLasted() {
    project.start("10-31T20:00", "1").deliveredUntil("12-24T00:00");
    assertThat(project.runLines())
        .containsExactly("1 10-31T20:00..11-01T00:00 service_end 4.0h x1-1 d0 idle 4.0h open");
    assertThat(project.notes())
        .containsExactly("end not in the logs, counted up to the service's end");
    assertThat(project.deliveredUntil("11-01T00:00").runLines())
        .containsExactly("1 10-31T20:00..11-01T00:00 service_end 4.0h x1-1 d0 idle 4.0h open");
    assertThat(project.deliveredUntil("10-31T23:59").runs().get(0).parts().get(0).stoppedBy())
        .isEqualTo(ModelRun.StoppedBy.UNKNOWN);
  }

  @Test
  void countsCallsAfterTheServicesEndApartFromWhatRanBefore() {
    project
        .start("10-31T20:00", "1")
        .detect("10-31T21:00", "2")
        .detect("11-03T06:00", "1")
        .stop("11-03T07:00", "2")
        .start("11-04T06:00", "3")
        .deliveredUntil("11-05T00:00");
    assertThat(project.runLines())
        .containsExactly(
            "1 10-31T20:00..11-01T00:00 service_end 4.0h x1-1 d0 idle 4.0h open",
            "2 10-31T21:00..10-31T21:00 unknown 0.0h x1-1 d1 idle 0.0h",
            "1 11-03T06:00..11-03T06:00 unknown 0.0h x1-1 d1 idle 0.0h",
            "3 11-04T06:00..11-04T06:00 service_end 0.0h x1-1 d0 idle 0.0h open");
  }

  @Test
  void takesTheLatestForTheNewestModelMadeBefore() {
    project
        .create("01T06:00", "1")
        .create("02T06:00", "2")
        .start("03T06:00", "latest")
        .detect("03T06:30", "latest")
        .create("03T06:40", "3")
        .stop("03T07:00", "2")
        .start("03T08:00", "latest")
        .stop("03T09:00", "latest");
    assertThat(project.runLines())
        .containsExactly(
            "2 03T06:00..03T07:00 stop 1.0h x1-1 d1 idle 0.0h",
            "3 03T08:00..03T09:00 stop 1.0h x1-1 d0 idle 1.0h");
    assertThat(project.notes()).containsOnly("");
  }

  @Test
  void takesTheLatestForTheNewestModelThatIsNotDeleted() {
    project
        .create("01T06:00", "1")
        .create("02T06:00", "2")
        .delete("02T07:00", "2")
        .start("03T06:00", "latest")
        .stop("03T07:00", "1");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void leavesTheLatestAsItIsWhereTheLogsDoNotTellWhichItWas() {
    project.start("03T06:00", "latest").stop("03T07:00", "latest").create("04T06:00", "1");
    project.deleteProject("05T06:00").start("06T06:00", "latest").stop("06T07:00", "latest");
    project.create("07T06:00", "1").createOfUnknownVersion("08T06:00");
    project.start("09T06:00", "latest").stop("09T07:00", "latest");
    assertThat(project.runLines())
        .containsExactly(
            "latest 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h",
            "latest 06T06:00..06T07:00 stop 1.0h x1-1 d0 idle 1.0h",
            "latest 09T06:00..09T07:00 stop 1.0h x1-1 d0 idle 1.0h");
    assertThat(project.notes()).containsOnly("which model 'latest' was is not in the logs");
  }

  @Test
  void takesCallsOfOneSecondInAnOrderOfTheirOwn() {
    project
        .start("03T06:00", "1")
        .start("03T07:00", "1")
        .detect("03T07:00", "1")
        .stop("03T07:00", "1")
        .stop("03T08:00", "1");
    assertThat(project.runLines())
        .as("the detection is of the run that ends, then the next one begins")
        .containsExactly(
            "1 03T06:00..03T07:00 stop 1.0h x1-1 d1 idle 1.0h",
            "1 03T07:00..03T08:00 stop 1.0h x1-1 d0 idle 1.0h");
    TestProject made = new TestProject().create("01T06:00", "1").create("03T06:00", "2");
    assertThat(made.start("03T06:00", "latest").stop("03T07:00", "1").runLines())
        .as("what is made in the same second is not made before")
        .containsExactly("1 03T06:00..03T07:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void cutsARunAtTheEndsOfMonths() {
    project
        .start("08-31T22:00", "1")
        .detect("08-31T23:30", "1")
        .detect("01T00:00", "1")
        .detect("30T23:59:59", "1")
        .stop("10-01T01:00", "1");
    assertThat(project.toldByMonth())
        .containsExactly(
            "1 08-31T22:00..01T00:00 month_end 2.0h x1-1 d1 idle 1.0h",
            "1 01T00:00..10-01T00:00 month_end 720.0h x1-1 d2 idle 718.0h",
            "1 10-01T00:00..10-01T01:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void makesNoPartOfAMonthThatARunOnlyTouches() {
    project.start("08-31T22:00", "1").detect("01T00:00", "1").stop("01T00:00", "1");
    assertThat(project.toldByMonth())
        .containsExactly("1 08-31T22:00..01T00:00 stop 2.0h x1-1 d1 idle 2.0h");
  }

  @Test
  void countsAsIdleTheClockHoursWithoutADetection() {
    project
        .start("03T06:30", "1")
        .detect("03T06:40", "1")
        .detect("03T06:50", "1")
        .detect("03T08:00", "1")
        .detect("03T10:00", "1")
        .stop("03T10:15", "1");
    assertThat(project.runLines())
        .as("half of 6, all of 8, a quarter of 10 were used")
        .containsExactly("1 03T06:30..03T10:15 stop 3.8h x1-1 d4 idle 2.0h");
  }

  @Test
  void addsUpWhateverHappensInWhateverOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<ModelCall> calls = calls(random);
      TestProject inOrder = new TestProject().deliveredUntil("12-31T00:00");
      calls.forEach(inOrder::plus);
      Collections.shuffle(calls, random);
      TestProject shuffled = new TestProject().deliveredUntil("12-31T00:00");
      calls.forEach(shuffled::plus);
      assertThat(shuffled.runs()).as("seed " + seed).isEqualTo(inOrder.runs());
      long detections = calls.stream().filter(call -> call.kind() == Kind.DETECT).count();
      addsUp(inOrder.runs(), detections);
    }
  }

  private static void addsUp(List<ModelRun> runs, long detections) {
    assertThat(
            runs.stream()
                .flatMap(run -> run.parts().stream())
                .mapToLong(ModelRun.Part::detections)
                .sum())
        .isEqualTo(detections);
    for (ModelRun run : runs) {
      Instant at = run.startedAt();
      for (ModelRun.Part part : run.parts()) {
        assertThat(part.startedAt()).isEqualTo(at);
        at = part.stoppedAt();
        Duration whole = Duration.between(part.startedAt(), at);
        assertThat(part.idle()).isBetween(Duration.ZERO, whole);
        assertThat(part.stoppedBy() == ModelRun.StoppedBy.MONTH_END)
            .isEqualTo(part.stoppedAt().isBefore(run.stoppedAt()));
      }
      assertThat(at).isEqualTo(run.stoppedAt());
    }
    assertThat(runs.stream().map(run -> run.model().version()).distinct())
        .allSatisfy(version -> doNotOverlap(runs, version));
  }

  private static void doNotOverlap(List<ModelRun> runs, String version) {
    Instant free = Instant.MIN;
    for (ModelRun run : runs) {
      if (run.model().version().equals(version)) {
        assertThat(run.startedAt()).isAfterOrEqualTo(free);
        free = run.stoppedAt();
      }
    }
  }

  /** About 40 calls of all kinds from August to November, no two in the same second. */
  private static List<ModelCall> calls(Random random) {
    List<Kind> kinds = List.of(Kind.values());
    List<ModelCall> calls = new ArrayList<>();
    Instant at = Instant.parse("2025-08-01T00:00:00Z");
    for (int i = 0; i < 40; i++) {
      at = at.plusSeconds(1 + random.nextInt(i % 5 == 0 ? 1_500_000 : 20_000));
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      String version = List.of("1", "2", ModelRunPairing.LATEST).get(random.nextInt(3));
      Optional<String> token =
          kind != Kind.DETECT && random.nextInt(3) == 0
              ? Optional.of("t" + random.nextInt(2))
              : Optional.empty();
      calls.add(
          new ModelCall(
              kind,
              at,
              kind == Kind.CREATE ? Optional.of("" + (1 + i % 2)) : Optional.of(version),
              Optional.of(1 + random.nextInt(3)),
              Optional.empty(),
              token,
              Optional.of("jane")));
    }
    return calls;
  }
}
