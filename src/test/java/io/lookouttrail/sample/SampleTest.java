package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.UserError;
import io.lookouttrail.sample.output.InflatedObject;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of a sample, the stability of its bytes, and its folder. */
class SampleTest {
  private static final Path UNUSED_FOLDER = Path.of("nowhere");

  private static SampleOptions.Builder twoWeeks() {
    return SampleOptions.in(UNUSED_FOLDER)
        .days(LocalDate.parse("2025-10-18"), LocalDate.parse("2025-10-31"))
        .detectionsPerDay(60)
        .digestHours(24)
        .plant(EnumSet.allOf(Plant.class))
        .hugeFileBytes(1 << 20);
  }

  /**
   * Result of writing a sample.
   *
   * @param objects hashes of the objects by key
   */
  private record Outcome(Map<String, String> objects, SampleTruth truth) {
    static Outcome of(SampleOptions.Builder options) throws IOException {
      Map<String, String> objects = new ConcurrentSkipListMap<>();
      ObjectSink store =
          key ->
              new ByteArrayOutputStream() {
                @Override
                public void close() {
                  String before = objects.put(key, InflatedObject.hash(toByteArray()));
                  assertThat(before).as("key written twice: " + key).isNull();
                }
              };
      return new Outcome(objects, new Sample(options.build()).write(store, Progress.SILENT));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    Outcome once = Outcome.of(twoWeeks().threads(1));

    assertThat(Outcome.of(twoWeeks().threads(1))).isEqualTo(once);
    assertThat(Outcome.of(twoWeeks().threads(2))).isEqualTo(once);
    assertThat(Outcome.of(twoWeeks().seed(2)).objects().keySet())
        .doesNotContainAnyElementsOf(
            once.objects().keySet().stream()
                .filter(key -> key.contains("/CloudTrail/") && key.endsWith("Z.json.gz"))
                .toList())
        .isNotEqualTo(once.objects().keySet());
  }

  /** Compares inflated contents, because compressed bytes depend on the zlib of the JDK. */
  @Test
  void aSeedGivesTheSameJsonOnEveryMachine() throws IOException {
    Map<String, String> contents = new ConcurrentSkipListMap<>();
    ObjectSink store =
        key ->
            new ByteArrayOutputStream() {
              @Override
              public void close() throws IOException {
                if (key.endsWith(".json.gz")) {
                  contents.put(key, InflatedObject.of(toByteArray()).sha256());
                }
              }
            };
    SampleOptions.Builder options =
        SampleOptions.in(UNUSED_FOLDER)
            .days(LocalDate.parse("2025-10-18"), LocalDate.parse("2025-10-31"))
            .detectionsPerDay(60)
            .digestHours(24);

    new Sample(options.build()).write(store, Progress.SILENT);

    assertThat(contents).hasSize(1494);
    assertThat(InflatedObject.hash(contents.toString().getBytes(UTF_8)))
        .isEqualTo("2f4a3e899c93c6394f25cee819f1211f4259f4292da7402c0727d5b1ff323a11");
  }

  @Test
  void randomNumbersOfASeedAreTheSameOnEveryMachine() {
    SeededRandom random = SeededRandom.of(1, "a", 2);

    assertThat(random.nextLong()).isEqualTo(-2789921004824799476L);
    assertThat(random.nextInt(1000)).isEqualTo(929);
    assertThat(random.nextDouble()).isEqualTo(0.598562125735077);
    assertThat(random.letters(16)).isEqualTo("hWjjsST4vQWaAVMd");
    assertThat(random.uuid()).isEqualTo("b79e544b-b343-4fbd-864f-b949acffada8");
  }

  @Test
  void reachesTheRequestedSize() throws IOException {
    SampleTruth truth = Outcome.of(twoWeeks().jsonBytes(60_000_000)).truth();

    assertThat(truth.totals().jsonBytes()).isCloseTo(60_000_000L, within(3_000_000L));
  }

  @Test
  void keepsTheRequestedShareOfNoise() throws IOException {
    SampleTruth.Totals totals =
        Outcome.of(twoWeeks().detectionsPerDay(2_000).noise(0.6)).truth().totals();

    assertThat(1 - (double) totals.lookoutRecords() / totals.records())
        .isCloseTo(0.6, within(0.05));
  }

  @Test
  void closesFilesAtTheRequestedRecordsOrBytes() throws IOException {
    SampleTruth.Totals single =
        Outcome.of(twoWeeks().recordsPerFile(1).plant(EnumSet.noneOf(Plant.class)).accounts(1))
            .truth()
            .totals();
    assertThat(single.files()).isGreaterThan(single.records() - 200);

    SampleTruth.Totals small = Outcome.of(twoWeeks().fileBytes(5_000).accounts(1)).truth().totals();
    assertThat(small.jsonBytes() / small.files()).isLessThan(8_000);
  }

  @Test
  void writesTheBytesOfAFileBeforeItIsComplete() throws IOException {
    AtomicLong mostAtClose = new AtomicLong();
    ObjectSink store =
        key ->
            new OutputStream() {
              private long written;
              private long largest;

              @Override
              public void write(int one) {
                written++;
              }

              @Override
              public void write(byte[] bytes, int from, int count) {
                written += count;
                largest = Math.max(largest, count);
              }

              @Override
              public void close() {
                if (written > 1_000_000) {
                  mostAtClose.accumulateAndGet(largest, Math::max);
                }
              }
            };
    SampleOptions options =
        SampleOptions.in(UNUSED_FOLDER)
            .days(LocalDate.parse("2025-10-20"), LocalDate.parse("2025-10-20"))
            .accounts(1)
            .regions(List.of("eu-west-1"))
            .jsonBytes(100_000_000)
            .fileBytes(1L << 40)
            .build();

    SampleTruth truth = new Sample(options).write(store, Progress.SILENT);

    assertThat(truth.totals().jsonBytes()).isGreaterThan(90_000_000);
    assertThat(mostAtClose.get()).isBetween(1L, 1L << 16);
  }

  @Test
  void containsOnlyOtherServicesAfterTheServicesEnd() throws IOException {
    SampleTruth truth =
        Outcome.of(
                SampleOptions.in(UNUSED_FOLDER)
                    .days(LocalDate.parse("2025-10-30"), LocalDate.parse("2025-11-10"))
                    .digestHours(0))
            .truth();

    assertThat(truth.events()).allMatch(e -> !e.eventDate().isAfter(SampleOptions.SERVICE_END));
    assertThat(truth.deliveries())
        .anyMatch(d -> d.deliveredDate().isAfter(LocalDate.parse("2025-11-08")));
    assertThat(truth.foreignObjects()).doesNotContainKey("CloudTrail-Digest");
  }

  @Test
  void withoutAnOrganisationKeysHaveNoLevelForIt() throws IOException {
    Outcome outcome = Outcome.of(twoWeeks().organization(Optional.empty()));

    assertThat(outcome.objects().keySet()).noneMatch(key -> key.contains("/o-"));
    assertThat(outcome.objects().keySet())
        .anyMatch(key -> key.startsWith("AWSLogs/012345678901/CloudTrail/eu-central-1/2025/10/"));
  }

  @Test
  void refusesAFolderThatIsNotEmpty(@TempDir Path out) throws IOException {
    Files.writeString(out.resolve("mine.txt"), "keep me");
    SampleOptions options = SampleOptions.in(out).overwrite(true).build();

    assertThatThrownBy(() -> new Sample(options).write(Progress.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the folder is not empty");
    assertThat(out.resolve("mine.txt")).hasContent("keep me");
  }

  /** They are read by the program's reader, which refuses what the AWS CLI would not print. */
  @Test
  void writesWhatIsGrantedInEachAccountWithTheSameBytes(@TempDir Path folder) throws IOException {
    SampleOptions.Builder small =
        SampleOptions.in(folder.resolve("a"))
            .days(LocalDate.parse("2025-10-30"), LocalDate.parse("2025-10-31"))
            .accounts(2)
            .digestHours(0);
    SampleOptions options = small.build();
    new Sample(options).write(Progress.SILENT);
    new Sample(small.overwrite(true).build()).write(Progress.SILENT);
    assertThat(options.authorizationDetails()).hasSize(2);
    for (Path file : options.authorizationDetails()) {
      AuthorizationDetails details =
          AuthorizationDetails.parse(file.toString(), Files.readString(file));
      assertThat(file).hasFileName(details.accountId() + ".json");
      assertThat(details.identities()).hasSizeGreaterThan(15);
    }
    Path other = folder.resolve("b");
    new Sample(
            SampleOptions.in(other)
                .days(LocalDate.parse("2025-10-30"), LocalDate.parse("2025-10-31"))
                .accounts(2)
                .digestHours(0)
                .threads(2)
                .build())
        .write(Progress.SILENT);
    for (Path file : options.authorizationDetails()) {
      assertThat(other.resolve(folder.resolve("a").relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void replacesAnEarlierSampleOnlyWithOverwrite(@TempDir Path out) {
    SampleOptions.Builder small =
        SampleOptions.in(out)
            .days(LocalDate.parse("2025-10-30"), LocalDate.parse("2025-10-31"))
            .digestHours(0);
    SampleTruth first = new Sample(small.build()).write(Progress.SILENT);

    assertThatThrownBy(() -> new Sample(small.build()).write(Progress.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("Give --overwrite to replace it, or name another folder.");
    assertThat(new Sample(small.overwrite(true).build()).write(Progress.SILENT)).isEqualTo(first);
  }

  @Test
  void refusesInvalidOptions() {
    assertThatThrownBy(() -> SampleOptions.in(UNUSED_FOLDER).noise(1).build())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("noise must be a share from 0 to below 1");
    assertThatThrownBy(() -> SampleOptions.in(UNUSED_FOLDER).regions(List.of("Frankfurt")).build())
        .hasMessageContaining("'Frankfurt' is not a Region");
    assertThatThrownBy(() -> Plant.named("gremlins")).hasMessageContaining("truncated-gzip");
  }
}
