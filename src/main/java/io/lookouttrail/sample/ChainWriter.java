package io.lookouttrail.sample;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes one account's Region, day by day. */
final class ChainWriter {
  private final SampleOptions options;
  private final Chain chain;
  private final Volume volume;
  private final Store store;
  private final Tally tally;
  private final RegionKeys keys;
  private final PlantPlaces places;
  private final Noise noise;
  private final Factory factory;

  ChainWriter(
      SampleOptions options,
      Chain chain,
      Volume volume,
      RegionKeys keys,
      PlantPlaces places,
      Store store,
      Tally tally) {
    this.options = options;
    this.chain = chain;
    this.volume = volume;
    this.store = store;
    this.tally = tally;
    this.keys = keys;
    this.places = places;
    this.noise = new Noise(options.seed(), chain);
    this.factory = new Factory(options, chain, volume.detections(chain));
  }

  /** Writes all days; each finished day is told to the listener. */
  void write(Runnable dayDone) throws IOException {
    Optional<LocalDate> missingDay = places.missingDay();
    Digests digests = new Digests(options, chain, keys, places, store, tally);
    Neighbours neighbours = new Neighbours(options.seed(), chain, store, tally);
    try (Delivery delivery =
        new Delivery(options, chain, store, tally, digests, missingDay, factory, noise)) {
      for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
        if (missingDay.filter(day::equals).isPresent()) {
          tally.gap(chain, day);
        } else {
          for (Slot slot : slots(day)) {
            delivery.deliver(slot);
          }
          neighbours.write(day);
        }
        tally.modelRuns(factory.runs(day));
        if (places.holdsPlants() && day.equals(Plants.day(options))) {
          new Plants(options, chain, store, tally, digests, noise).write(day);
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

  private List<Slot> slots(LocalDate day) {
    int busy = volume.busySlots(chain, day);
    Map<Long, Slot> slots = new TreeMap<>();
    Factory.Day plan = factory.day(day, busy);
    plan.calls().forEach(call -> at(slots, call.second()).calls().add(call));
    plan.batches().forEach(batch -> at(slots, batch.second()).batches().add(batch));
    spreadNoise(slots, day, busy);
    List<Slot> ordered = new ArrayList<>(slots.values());
    ordered.removeIf(Slot::isEmpty);
    delaySome(ordered, day);
    ordered.addAll(corrections(plan, day));
    return ordered;
  }

  private void spreadNoise(Map<Long, Slot> slots, LocalDate day, int busy) {
    long records = volume.noise(chain, day);
    long midnight = day.toEpochDay() * 86_400;
    long done = 0;
    int slot = 0;
    for (int second : Volume.busyTimes(busy)) {
      slot++;
      long upTo = records * slot / busy;
      at(slots, midnight + second).addNoise(upTo - done);
      done = upTo;
    }
  }

  private void delaySome(List<Slot> slots, LocalDate day) {
    if (slots.isEmpty()) {
      return;
    }
    Dice dice = Dice.of(options.seed(), "late", chain.account(), chain.region(), day);
    int date = day.getDayOfMonth();
    Slot any = slots.get(dice.below(slots.size()));
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
  private List<Slot> corrections(Factory.Day plan, LocalDate day) {
    List<Slot> slots = new ArrayList<>();
    Dice dice = Dice.of(options.seed(), "corrections", chain.account(), chain.region(), day);
    for (Call call : plan.corrected()) {
      Call correction = call.correction(dice);
      tally.correction(chain, call, correction);
      Slot slot = new Slot(start(call.second()), "correction of " + call.eventId());
      slot.calls().add(correction);
      slot.delay(2);
      slots.add(slot);
    }
    return slots;
  }

  private static Slot at(Map<Long, Slot> slots, long second) {
    return slots.computeIfAbsent(start(second), Slot::new);
  }

  private static long start(long second) {
    return second - Math.floorMod(second, (long) Slot.SECONDS);
  }

  /** The Sunday of the sample on which a missing day does not hide the factory's work. */
  static Optional<LocalDate> sunday(SampleOptions options) {
    LocalDate middle = Plants.day(options);
    for (int distance = 0; distance < 7; distance++) {
      for (LocalDate day : List.of(middle.plusDays(distance), middle.minusDays(distance))) {
        if (day.getDayOfWeek() == DayOfWeek.SUNDAY
            && !day.isBefore(options.from())
            && !day.isAfter(options.to())) {
          return Optional.of(day);
        }
      }
    }
    return Optional.empty();
  }
}
