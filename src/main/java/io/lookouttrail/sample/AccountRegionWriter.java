package io.lookouttrail.sample;

import io.lookouttrail.sample.calls.Call;
import io.lookouttrail.sample.calls.DeliverySlot;
import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.ProductionActivity;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.VolumePlan;
import io.lookouttrail.sample.digests.DigestWriter;
import io.lookouttrail.sample.digests.RegionKeys;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.PlantPlacement;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the log files, digests and other objects of one account's Region, day by day. */
public final class AccountRegionWriter {
  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final VolumePlan volume;
  private final ObjectSink store;
  private final TruthCounter counter;
  private final RegionKeys keys;
  private final PlantPlacement placement;
  private final OtherServiceRecords otherServices;
  private final ProductionActivity production;

  AccountRegionWriter(
      SampleOptions options,
      AccountRegion accountRegion,
      VolumePlan volume,
      RegionKeys keys,
      PlantPlacement placement,
      ObjectSink store,
      TruthCounter counter) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.volume = volume;
    this.store = store;
    this.counter = counter;
    this.keys = keys;
    this.placement = placement;
    this.otherServices = new OtherServiceRecords(options.seed(), accountRegion);
    this.production =
        new ProductionActivity(options, accountRegion, volume.detections(accountRegion));
  }

  /**
   * Writes all days.
   *
   * @param dayDone runs after each finished day
   */
  void write(Runnable dayDone) throws IOException {
    DigestWriter digests =
        new DigestWriter(options, accountRegion, keys, placement, store, counter);
    ForeignObjects foreignObjects =
        new ForeignObjects(options.seed(), accountRegion, store, counter);
    try (LogFileDelivery delivery =
        new LogFileDelivery(
            options,
            accountRegion,
            store,
            counter,
            digests,
            placement.missingDay(),
            production,
            otherServices)) {
      for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
        writeDay(day, delivery, foreignObjects);
        counter.modelRuns(production.runs(day));
        if (placement.holdsFaultyFiles() && day.equals(SampleCalendar.plantDay(options))) {
          plant(day, digests, foreignObjects);
        }
        digests.writeUntil(day.plusDays(1).toEpochDay() * 86_400);
        dayDone.run();
      }
      digests.writeAll();
    }
  }

  /** Writes the day's log files and other objects; none on the missing day. */
  private void writeDay(LocalDate day, LogFileDelivery delivery, ForeignObjects foreignObjects)
      throws IOException {
    if (placement.missingDay().filter(day::equals).isPresent()) {
      counter.gap(accountRegion, day);
      return;
    }
    for (DeliverySlot slot : slotsInOrder(day)) {
      delivery.deliver(slot);
    }
    foreignObjects.write(day);
  }

  /** Writes the planted files of the plant day. */
  private void plant(LocalDate day, DigestWriter digests, ForeignObjects foreignObjects)
      throws IOException {
    new FaultWriter(options, accountRegion, store, counter, digests, otherServices).write(day);
    if (options.plants().contains(Plant.NEIGHBOURS)) {
      foreignObjects.plant(day);
    }
  }

  /** The slots of a day; late ones and corrections are among them. */
  private List<DeliverySlot> slotsInOrder(LocalDate day) {
    int busy = volume.busySlots(accountRegion, day);
    Map<Long, DeliverySlot> slots = new TreeMap<>();
    ProductionActivity.Day plan = production.day(day, busy);
    plan.calls().forEach(call -> at(slots, call.second()).calls().add(call));
    plan.batches().forEach(batch -> at(slots, batch.second()).batches().add(batch));
    spreadNoise(slots, day, busy);
    List<DeliverySlot> ordered = new ArrayList<>(slots.values());
    ordered.removeIf(DeliverySlot::isEmpty);
    delayAndDuplicate(ordered, day);
    ordered.addAll(corrections(plan, day));
    return ordered;
  }

  private void spreadNoise(Map<Long, DeliverySlot> slots, LocalDate day, int busy) {
    long records = volume.noise(accountRegion, day);
    long midnight = day.toEpochDay() * 86_400;
    long assigned = 0;
    int slot = 0;
    for (int second : VolumePlan.busyTimes(busy)) {
      slot++;
      long upTo = records * slot / busy;
      at(slots, midnight + second).addNoise(upTo - assigned);
      assigned = upTo;
    }
  }

  private void delayAndDuplicate(List<DeliverySlot> slots, LocalDate day) {
    if (slots.isEmpty()) {
      return;
    }
    SeededRandom random =
        SeededRandom.of(
            options.seed(), "late", accountRegion.account(), accountRegion.region(), day);
    int date = day.getDayOfMonth();
    DeliverySlot chosen = slots.get(random.nextInt(slots.size()));
    if (date % 9 == 4) {
      chosen.delayDelivery(1 + random.nextInt(3));
    } else if (date == 20) {
      chosen.delayDelivery(10 + random.nextInt(5));
    } else if (day.plusDays(1).getDayOfMonth() == 1) {
      chosen.delayDelivery(2);
    }
    if (date % 10 == 3) {
      slots.get(0).deliverTwice();
    }
  }

  /** Corrections are delivered two days later, in separate files. */
  private List<DeliverySlot> corrections(ProductionActivity.Day plan, LocalDate day) {
    List<DeliverySlot> slots = new ArrayList<>();
    SeededRandom random =
        SeededRandom.of(
            options.seed(), "corrections", accountRegion.account(), accountRegion.region(), day);
    for (Call call : plan.corrected()) {
      Call correction = call.correction(random);
      counter.correction(accountRegion, call, correction);
      DeliverySlot slot = new DeliverySlot(start(call.second()), "correction of " + call.eventId());
      slot.calls().add(correction);
      slot.delayDelivery(2);
      slots.add(slot);
    }
    return slots;
  }

  private static DeliverySlot at(Map<Long, DeliverySlot> slots, long second) {
    return slots.computeIfAbsent(start(second), DeliverySlot::new);
  }

  private static long start(long second) {
    return second - Math.floorMod(second, (long) DeliverySlot.SECONDS);
  }
}
