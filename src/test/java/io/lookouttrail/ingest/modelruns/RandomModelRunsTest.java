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

/** Tests of the pairing with random calls. */
class RandomModelRunsTest {
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
