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
import java.util.Optional;
import java.util.TreeMap;

/** Writes one account's Region, day by day. */
public final class AccountRegionWriter {
  private final SampleOptions options;
  private final AccountRegion chain;
  private final VolumePlan volume;
  private final ObjectSink store;
  private final TruthCounter tally;
  private final RegionKeys keys;
  private final PlantPlacement places;
  private final OtherServiceRecords noise;
  private final ProductionActivity factory;

  AccountRegionWriter(
      SampleOptions options,
      AccountRegion chain,
      VolumePlan volume,
      RegionKeys keys,
      PlantPlacement places,
      ObjectSink store,
      TruthCounter tally) {
    this.options = options;
    this.chain = chain;
    this.volume = volume;
    this.store = store;
    this.tally = tally;
    this.keys = keys;
    this.places = places;
    this.noise = new OtherServiceRecords(options.seed(), chain);
    this.factory = new ProductionActivity(options, chain, volume.detections(chain));
  }

  /** Writes all days; each finished day is told to the listener. */
  void write(Runnable dayDone) throws IOException {
    Optional<LocalDate> missingDay = places.missingDay();
    DigestWriter digests = new DigestWriter(options, chain, keys, places, store, tally);
    ForeignObjects neighbours = new ForeignObjects(options.seed(), chain, store, tally);
    try (LogFileDelivery delivery =
        new LogFileDelivery(options, chain, store, tally, digests, missingDay, factory, noise)) {
      for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
        if (missingDay.filter(day::equals).isPresent()) {
          tally.gap(chain, day);
        } else {
          for (DeliverySlot slot : slots(day)) {
            delivery.deliver(slot);
          }
          neighbours.write(day);
        }
        tally.modelRuns(factory.runs(day));
        if (places.holdsPlants() && day.equals(SampleCalendar.plantDay(options))) {
          new FaultWriter(options, chain, store, tally, digests, noise).write(day);
          if (options.plants().contains(Plant.NEIGHBOURS)) {
            neighbours.plant(day);
          }
        }
        digests.writeUntil(day.plusDays(1).toEpochDay() * 86_400);
        dayDone.run();
      }
      digests.writeAll();
    }
  }

  private List<DeliverySlot> slots(LocalDate day) {
    int busy = volume.busySlots(chain, day);
    Map<Long, DeliverySlot> slots = new TreeMap<>();
    ProductionActivity.Day plan = factory.day(day, busy);
    plan.calls().forEach(call -> at(slots, call.second()).calls().add(call));
    plan.batches().forEach(batch -> at(slots, batch.second()).batches().add(batch));
    spreadNoise(slots, day, busy);
    List<DeliverySlot> ordered = new ArrayList<>(slots.values());
    ordered.removeIf(DeliverySlot::isEmpty);
    delaySome(ordered, day);
    ordered.addAll(corrections(plan, day));
    return ordered;
  }

  private void spreadNoise(Map<Long, DeliverySlot> slots, LocalDate day, int busy) {
    long records = volume.noise(chain, day);
    long midnight = day.toEpochDay() * 86_400;
    long done = 0;
    int slot = 0;
    for (int second : VolumePlan.busyTimes(busy)) {
      slot++;
      long upTo = records * slot / busy;
      at(slots, midnight + second).addNoise(upTo - done);
      done = upTo;
    }
  }

  private void delaySome(List<DeliverySlot> slots, LocalDate day) {
    if (slots.isEmpty()) {
      return;
    }
    SeededRandom dice =
        SeededRandom.of(options.seed(), "late", chain.account(), chain.region(), day);
    int date = day.getDayOfMonth();
    DeliverySlot any = slots.get(dice.below(slots.size()));
    if (date % 9 == 4) {
      any.delay(1 + dice.below(3));
    } else if (date == 20) {
      any.delay(10 + dice.below(5));
    } else if (day.plusDays(1).getDayOfMonth() == 1) {
      any.delay(2);
    }
    if (date % 10 == 3) {
      slots.get(0).deliverTwice();
    }
  }

  /** Corrected records come two days later, in files of their own. */
  private List<DeliverySlot> corrections(ProductionActivity.Day plan, LocalDate day) {
    List<DeliverySlot> slots = new ArrayList<>();
    SeededRandom dice =
        SeededRandom.of(options.seed(), "corrections", chain.account(), chain.region(), day);
    for (Call call : plan.corrected()) {
      Call correction = call.correction(dice);
      tally.correction(chain, call, correction);
      DeliverySlot slot = new DeliverySlot(start(call.second()), "correction of " + call.eventId());
      slot.calls().add(correction);
      slot.delay(2);
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
