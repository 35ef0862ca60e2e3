package io.lookouttrail.ingest.modelruns;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.tables.ModelRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of which calls begin and end a run; one rule in each test. */
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
  void countsNothingForAnEndOutsideARun() {
    project.stop("03T06:00", "1").delete("03T07:00", "1").deleteProject("03T08:00");
    assertThat(project.runLines()).isEmpty();
  }

  @Test
  void countsNothingForACallThatNamesNoModel() {
    assertThat(project.startOfNoVersion("03T06:00").runLines()).isEmpty();
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
  void leavesTheLatestAsItIsWhereTheLogsDoNotShowWhichItWas() {
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
}
