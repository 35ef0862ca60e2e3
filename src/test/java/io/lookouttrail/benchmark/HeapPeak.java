package io.lookouttrail.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Maximum heap use of this JVM since the object's creation, with garbage and after collections. */
final class HeapPeak implements AutoCloseable {
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final Set<String> heapPools = new HashSet<>();
  private final List<NotificationEmitter> collectors = new ArrayList<>();
  private final NotificationListener listener = (notification, ignored) -> record(notification);

  HeapPeak() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    System.gc();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      NotificationEmitter emitter = (NotificationEmitter) collector;
      emitter.addNotificationListener(listener, null, null);
      collectors.add(emitter);
    }
  }

  private void record(javax.management.Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      used.accumulateAndGet(heap(collection.getMemoryUsageBeforeGc()), Math::max);
      kept.accumulateAndGet(heap(collection.getMemoryUsageAfterGc()), Math::max);
    }
  }

  private long heap(Map<String, MemoryUsage> pools) {
    return heapPools.stream()
        .mapToLong(name -> pools.containsKey(name) ? pools.get(name).getUsed() : 0)
        .sum();
  }

  /** Returns the maximum bytes in use at the start of a collection or now, garbage included. */
  long used() {
    return Math.max(used.get(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** Returns the maximum bytes in use after a collection; 0 without one. */
  long kept() {
    return kept.get();
  }

  @Override
  public void close() {
    for (NotificationEmitter collector : collectors) {
      try {
        collector.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
