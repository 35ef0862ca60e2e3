package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * Delivers one chain's records as log files, by each of its trails, some late and some twice.
 * Records go to disk as they are made: only the file under way is held, as far as its compressor
 * holds it.
 */
final class LogFileDelivery implements AutoCloseable {
  private static final byte[] HEAD = "{\"Records\":[".getBytes(UTF_8);
  private static final byte[] TAIL = "]}".getBytes(UTF_8);
  private static final byte[] COMMA = {','};
  private static final double TWICE = 0.02;
  private static final double AGAIN = 0.7;

  private final SampleOptions options;
  private final AccountRegion chain;
  private final ObjectSink store;
  private final TruthCounter tally;
  private final DigestWriter digests;
  private final Optional<LocalDate> missingDay;
  private final ProductionActivity factory;
  private final OtherServiceRecords noise;
  private final LookoutRecordWriter records;
  private final JsonBuffer json = new JsonBuffer(1 << 13);
  private final List<LogFile> open = new ArrayList<>();

  LogFileDelivery(
      SampleOptions options,
      AccountRegion chain,
      ObjectSink store,
      TruthCounter tally,
      DigestWriter digests,
      Optional<LocalDate> missingDay,
      ProductionActivity factory,
      OtherServiceRecords noise) {
    this.options = options;
    this.chain = chain;
    this.store = store;
    this.tally = tally;
    this.digests = digests;
    this.missingDay = missingDay;
    this.factory = factory;
    this.noise = noise;
    this.records = new LookoutRecordWriter(chain);
    for (Trail trail : chain.trails()) {
      open.add(new LogFile(trail));
    }
  }

  /** One trail's file under way, and the file in which some of it comes again. */
  private static final class LogFile {
    private final Trail trail;
    private final GzipWriter writer = new GzipWriter();
    private final GzipWriter again = new GzipWriter();
    private boolean begun;
    private boolean twice;
    private String key = "";
    private String againKey = "";
    private long delivered;
    private final Counts counts = new Counts();
    private final Counts againCounts = new Counts();

    LogFile(Trail trail) {
      this.trail = trail;
    }
  }

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

  /** Delivers a slot, its records in no order. */
  void deliver(DeliverySlot slot) throws IOException {
    SeededRandom dice =
        SeededRandom.of(
            options.seed(), slot.purpose(), chain.account(), chain.region(), slot.start());
    long parts = slot.batches().stream().mapToLong(InspectionBatch::count).sum();
    long left = slot.calls().size() + parts + slot.noise();
    long quiet = slot.noise();
    List<Call> calls = new ArrayList<>(slot.calls());
    int[] partsLeft = slot.batches().stream().mapToInt(InspectionBatch::count).toArray();
    while (left > 0) {
      long pick = (long) (dice.share() * left);
      json.clear();
      if (pick < quiet) {
        quiet--;
        long second = slot.start() + dice.below(DeliverySlot.SECONDS);
        noise.write(json, second, dice);
        append(slot, second, false, dice);
      } else if (pick < quiet + calls.size()) {
        tell(slot, calls.remove((int) (pick - quiet)), dice);
      } else {
        long rank = pick - quiet - calls.size();
        int batch = 0;
        while (rank >= partsLeft[batch]) {
          rank -= partsLeft[batch++];
        }
        partsLeft[batch]--;
        tell(slot, factory.detection(slot.batches().get(batch), dice), dice);
      }
      left--;
    }
    for (LogFile file : open) {
      close(file);
    }
  }

  private void tell(DeliverySlot slot, Call call, SeededRandom dice) throws IOException {
    if (!(call.note() instanceof Call.Corrects)) {
      tally.event(chain, call);
    }
    boolean late = slot.lateDays() > 0 && call.note() instanceof Call.AsUsual;
    records.write(json, late ? call.late() : call);
    append(slot, call.second(), true, dice);
  }

  private void append(DeliverySlot slot, long second, boolean lookout, SeededRandom dice)
      throws IOException {
    for (LogFile file : open) {
      if (!file.begun) {
        begin(file, slot, dice);
      }
      add(file.writer, file.counts, second, lookout);
      if (file.twice && (file.againCounts.records == 0 || dice.chance(AGAIN))) {
        add(file.again, file.againCounts, second, lookout);
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

  private void begin(LogFile file, DeliverySlot slot, SeededRandom dice) throws IOException {
    long lag = 120 + dice.below(420) + slot.lateDays() * 86_400L;
    file.delivered = notMissing(slot.start() + DeliverySlot.SECONDS + lag);
    file.key = key(file.trail, file.delivered, dice);
    file.begun = true;
    file.twice = slot.twice() || dice.chance(TWICE);
    file.counts.clear();
    file.againCounts.clear();
    file.writer.open(store.create(file.key));
    file.writer.append(HEAD, 0, HEAD.length);
    if (file.twice) {
      file.againKey = key(file.trail, file.delivered, dice);
      file.again.open(store.create(file.againKey));
      file.again.append(HEAD, 0, HEAD.length);
    }
  }

  private String key(Trail trail, long delivered, SeededRandom dice) {
    Instant time = Instant.ofEpochSecond(delivered);
    return ObjectKeys.log(trail, chain, time, dice.letters(16), "json.gz");
  }

  private long notMissing(long delivered) {
    LocalDate day = day(delivered);
    return missingDay.filter(day::equals).isPresent() ? delivered + 86_400 : delivered;
  }

  private void close(LogFile file) throws IOException {
    if (!file.begun) {
      return;
    }
    file.begun = false;
    finish(file, file.writer, file.key, file.counts);
    if (file.twice) {
      finish(file, file.again, file.againKey, file.againCounts);
    }
  }

  private void finish(LogFile file, GzipWriter writer, String key, Counts counts)
      throws IOException {
    writer.append(TAIL, 0, TAIL.length);
    GzipWriter.Written written = writer.finish();
    tally.file(
        chain,
        day(file.delivered),
        written.storedBytes(),
        written.jsonBytes(),
        new Contents(counts.records, counts.lookout, 0));
    digests.delivered(
        file.trail,
        DeliveredLog.sound(key, written.sha256(), file.delivered, counts.oldest, counts.newest));
  }

  private static LocalDate day(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }

  @Override
  public void close() {
    for (LogFile file : open) {
      file.writer.close();
      file.again.close();
    }
  }
}
