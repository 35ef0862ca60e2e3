package io.lookouttrail.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Packs items into tasks of about equal weight, in the order in which they come: enough tasks to
 * keep every core busy to the end, few enough that the cost of a task itself does not show. It
 * holds the items of one task at a time.
 */
public final class TaskPacking<T> {
  private static final int TASKS_PER_CORE = 4;

  private final long maxWeight;
  private final ToLongFunction<? super T> weightOf;
  private final Consumer<? super List<T>> tasks;
  private List<T> task = new ArrayList<>();
  private long weight;

  /**
   * @param maxWeight see {@link #maxWeight}; a heavier item is a task alone
   * @param tasks receives each task once it is full
   */
  public TaskPacking(
      long maxWeight, ToLongFunction<? super T> weightOf, Consumer<? super List<T>> tasks) {
    this.maxWeight = maxWeight;
    this.weightOf = weightOf;
    this.tasks = tasks;
  }

  /**
   * The most that a task may weigh for there to be four tasks a core.
   *
   * @param total weight of all items
   * @param least what a task may always weigh, so that it is worth its own cost
   * @param most what a task may weigh at most, whatever the total
   */
  public static long maxWeight(long total, int cores, long least, long most) {
    return Math.max(least, Math.min(most, total / ((long) cores * TASKS_PER_CORE)));
  }

  /** All tasks of some items. */
  public static <T> List<List<T>> pack(
      Iterable<? extends T> items, long maxWeight, ToLongFunction<? super T> weightOf) {
    List<List<T>> tasks = new ArrayList<>();
    TaskPacking<T> packing = new TaskPacking<>(maxWeight, weightOf, tasks::add);
    items.forEach(packing::add);
    packing.end();
    return tasks;
  }

  /** Adds an item to the current task, or to the next one if the current has no room for it. */
  public void add(T item) {
    long itemWeight = weightOf.applyAsLong(item);
    if (!task.isEmpty() && weight + itemWeight > maxWeight) {
      end();
    }
    task.add(item);
    weight += itemWeight;
  }

  /** Ends the current task; an empty one is none. */
  public void end() {
    if (!task.isEmpty()) {
      tasks.accept(task);
    }
    task = new ArrayList<>();
    weight = 0;
  }
}
