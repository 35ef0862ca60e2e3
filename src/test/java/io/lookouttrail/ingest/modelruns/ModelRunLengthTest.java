package io.lookouttrail.ingest.modelruns;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.tables.ModelRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of how long runs last whose start or end is not in the logs, and of their parts. */
class ModelRunLengthTest {
  private final TestProject project = new TestProject();

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
  void countsAnOpenRunUpToTheNewestDelivery() {
    project.start("03T06:00", "1").deliveredUntil("03T10:00");
    assertThat(project.runLines())
        .containsExactly("1 03T06:00..03T10:00 unknown 4.0h x1-1 d0 idle 4.0h open");
    assertThat(project.notes())
        .containsExactly("end not in the logs, counted up to the newest delivery");
  }

  @Test
  void countsAnOpenRunUpToItsLastCallAtLeast() {
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
  void cutsARunAtTheEndsOfMonths() {
    project
        .start("08-31T22:00", "1")
        .detect("08-31T23:30", "1")
        .detect("01T00:00", "1")
        .detect("30T23:59:59", "1")
        .stop("10-01T01:00", "1");
    assertThat(project.runLinesByMonth())
        .containsExactly(
            "1 08-31T22:00..01T00:00 month_end 2.0h x1-1 d1 idle 1.0h",
            "1 01T00:00..10-01T00:00 month_end 720.0h x1-1 d2 idle 718.0h",
            "1 10-01T00:00..10-01T01:00 stop 1.0h x1-1 d0 idle 1.0h");
  }

  @Test
  void makesNoPartOfAMonthThatARunOnlyTouches() {
    project.start("08-31T22:00", "1").detect("01T00:00", "1").stop("01T00:00", "1");
    assertThat(project.runLinesByMonth())
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
}
