package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.Addendum;
import io.lookouttrail.sample.calls.Call;
import io.lookouttrail.sample.calls.DeliverySlot;
import io.lookouttrail.sample.calls.InspectionBatch;
import io.lookouttrail.sample.calls.LookoutRecordWriter;
import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.ProductionActivity;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.TruthCounter.Contents;
import io.lookouttrail.sample.digests.DeliveredLog;
import io.lookouttrail.sample.digests.DigestWriter;
import io.lookouttrail.sample.output.GzipWriter;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.ObjectKeys;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the records of one account's Region as log files of each trail. Some files come late, and
 * some records come again in a second file.
 *
 * <p>Records are written as they are made: memory holds only the buffers of the open files.
 */
final class LogFileDelivery implements AutoCloseable {
  private static final byte[] HEAD = "{\"Records\":[".getBytes(UTF_8);
  private static final byte[] TAIL = "]}".getBytes(UTF_8);
  private static final byte[] COMMA = {','};

  /** Probability that a file has a second one that repeats some of its records. */
  private static final double DUPLICATE_PROBABILITY = 0.02;

  /** Probability that a record is in the second file. */
  private static final double REPEATED_RECORD_PROBABILITY = 0.7;

  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final ObjectSink store;
  private final TruthCounter counter;
  private final DigestWriter digests;
  private final Optional<LocalDate> missingDay;
  private final ProductionActivity production;
  private final OtherServiceRecords otherServices;
  private final LookoutRecordWriter records;
  private final JsonBuffer json = new JsonBuffer(1 << 13);
  private final List<LogFile> files = new ArrayList<>();

  LogFileDelivery(
      SampleOptions options,
      AccountRegion accountRegion,
      ObjectSink store,
      TruthCounter counter,
      DigestWriter digests,
      Optional<LocalDate> missingDay,
      ProductionActivity production,
      OtherServiceRecords otherServices) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.store = store;
    this.counter = counter;
    this.digests = digests;
    this.missingDay = missingDay;
    this.production = production;
    this.otherServices = otherServices;
    this.records = new LookoutRecordWriter(accountRegion);
    for (Trail trail : accountRegion.trails()) {
      files.add(new LogFile(trail));
    }
  }

  /** A trail's open file, and the open file that repeats some of its records. */
  private static final class LogFile {
    private final Trail trail;
    private final GzipWriter writer = new GzipWriter();
    private final GzipWriter duplicate = new GzipWriter();
    private boolean isOpen;
    private boolean hasDuplicate;
    private String key = "";
    private String duplicateKey = "";
    private long delivered;
    private final Counts counts = new Counts();
    private final Counts duplicateCounts = new Counts();

    LogFile(Trail trail) {
      this.trail = trail;
    }
  }

  /** Counts and times of the records in an open file. */
  private static final class Counts {
    private long records;
    private long lookout;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    void add(long second, boolean isLookout) {
      records++;
      lookout += isLookout ? 1 : 0;
      oldest = Math.min(oldest, second);
      newest = Math.max(newest, second);
    }

    void clear() {
      records = 0;
      lookout = 0;
      oldest = Long.MAX_VALUE;
      newest = Long.MIN_VALUE;
    }
  }

  /** Writes the records of a slot in random order. */
  void deliver(DeliverySlot slot) throws IOException {
    SeededRandom random = randomFor(slot);
    long parts = slot.batches().stream().mapToLong(InspectionBatch::count).sum();
    long left = slot.calls().size() + parts + slot.noise();
    long noiseLeft = slot.noise();
    List<Call> calls = new ArrayList<>(slot.calls());
    int[] partsLeft = slot.batches().stream().mapToInt(InspectionBatch::count).toArray();
    while (left > 0) {
      long pick = (long) (random.nextDouble() * left);
      json.clear();
      if (pick < noiseLeft) {
        noiseLeft--;
        long second = slot.start() + random.nextInt(DeliverySlot.SECONDS);
        otherServices.write(json, second, random);
        append(slot, second, false, random);
      } else if (pick < noiseLeft + calls.size()) {
        append(slot, calls.remove((int) (pick - noiseLeft)), random);
      } else {
        int batch = batchOf(pick - noiseLeft - calls.size(), partsLeft);
        partsLeft[batch]--;
        append(slot, production.detection(slot.batches().get(batch), random), random);
      }
      left--;
    }
    for (LogFile file : files) {
      close(file);
    }
  }

  private SeededRandom randomFor(DeliverySlot slot) {
    return SeededRandom.of(
        options.seed(),
        slot.purpose(),
        accountRegion.account(),
        accountRegion.region(),
        slot.start());
  }

  /** The index of the batch that a part belongs to, by the part's rank among those left. */
  private static int batchOf(long rank, int[] partsLeft) {
    long left = rank;
    int batch = 0;
    while (left >= partsLeft[batch]) {
      left -= partsLeft[batch++];
    }
    return batch;
  }

  private void append(DeliverySlot slot, Call call, SeededRandom random) throws IOException {
    if (!(call.addendum() instanceof Addendum.UpdatedData)) {
      counter.event(accountRegion, call);
    }
    boolean late = slot.lateDays() > 0 && call.addendum() instanceof Addendum.None;
    records.write(json, late ? call.deliveredLate() : call);
    append(slot, call.second(), true, random);
  }

  private void append(DeliverySlot slot, long second, boolean lookout, SeededRandom random)
      throws IOException {
    for (LogFile file : files) {
      if (!file.isOpen) {
        begin(file, slot, random);
      }
      add(file.writer, file.counts, second, lookout);
      if (file.hasDuplicate
          && (file.duplicateCounts.records == 0
              || random.nextBoolean(REPEATED_RECORD_PROBABILITY))) {
        add(file.duplicate, file.duplicateCounts, second, lookout);
      }
      if (file.counts.records >= options.recordsPerFile()
          || file.writer.inflated() >= options.fileBytes()) {
        close(file);
      }
    }
  }

  private void add(GzipWriter writer, Counts counts, long second, boolean lookout)
      throws IOException {
    if (counts.records > 0) {
      writer.append(COMMA, 0, 1);
    }
    writer.append(json.array(), 0, json.length());
    counts.add(second, lookout);
  }

  private void begin(LogFile file, DeliverySlot slot, SeededRandom random) throws IOException {
    long delay = 120 + random.nextInt(420) + slot.lateDays() * 86_400L;
    file.delivered = notOnMissingDay(slot.start() + DeliverySlot.SECONDS + delay);
    file.key = key(file.trail, file.delivered, random);
    file.isOpen = true;
    file.hasDuplicate = slot.isDeliveredTwice() || random.nextBoolean(DUPLICATE_PROBABILITY);
    file.counts.clear();
    file.duplicateCounts.clear();
    file.writer.open(store.create(file.key));
    file.writer.append(HEAD, 0, HEAD.length);
    if (file.hasDuplicate) {
      file.duplicateKey = key(file.trail, file.delivered, random);
      file.duplicate.open(store.create(file.duplicateKey));
      file.duplicate.append(HEAD, 0, HEAD.length);
    }
  }

  private String key(Trail trail, long delivered, SeededRandom random) {
    Instant time = Instant.ofEpochSecond(delivered);
    return ObjectKeys.log(trail, accountRegion, time, random.letters(16), "json.gz");
  }

  /** Moves a delivery from the missing day to the next day. */
  private long notOnMissingDay(long delivered) {
    LocalDate day = day(delivered);
    return missingDay.filter(day::equals).isPresent() ? delivered + 86_400 : delivered;
  }

  private void close(LogFile file) throws IOException {
    if (!file.isOpen) {
      return;
    }
    file.isOpen = false;
    finish(file, file.writer, file.key, file.counts);
    if (file.hasDuplicate) {
      finish(file, file.duplicate, file.duplicateKey, file.duplicateCounts);
    }
  }

  private void finish(LogFile file, GzipWriter writer, String key, Counts counts)
      throws IOException {
    writer.append(TAIL, 0, TAIL.length);
    GzipWriter.Written written = writer.finish();
    counter.file(
        accountRegion,
        day(file.delivered),
        written.storedBytes(),
        written.jsonBytes(),
        new Contents(counts.records, counts.lookout, 0));
    digests.delivered(
        file.trail,
        DeliveredLog.intact(key, written.sha256(), file.delivered, counts.oldest, counts.newest));
  }

  private static LocalDate day(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }

  @Override
  public void close() {
    for (LogFile file : files) {
      file.writer.close();
      file.duplicate.close();
    }
  }
}
