package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPackingTest {

  @Test
  void makesFourTasksACoreWithinTheBounds() {
    assertThat(TaskPacking.maxWeight(800, 2, 1, 1_000)).isEqualTo(100);
    assertThat(TaskPacking.maxWeight(800, 2, 150, 1_000)).isEqualTo(150);
    assertThat(TaskPacking.maxWeight(800_000, 2, 150, 1_000)).isEqualTo(1_000);
  }

  @Test
  void keepsTheOrderAndTheMostThatATaskMayWeigh() {
    assertThat(TaskPacking.pack(List.of(4, 6, 1, 9, 10, 11, 2), 10, Integer::longValue))
        .containsExactly(List.of(4, 6), List.of(1, 9), List.of(10), List.of(11), List.of(2));
    assertThat(TaskPacking.<Integer>pack(List.of(), 10, Integer::longValue)).isEmpty();
  }

  @Test
  void handsOverATaskOnceItIsFull() {
    List<List<Integer>> tasks = new ArrayList<>();
    TaskPacking<Integer> packing = new TaskPacking<>(10, Integer::longValue, tasks::add);
    packing.add(8);
    packing.add(2);
    assertThat(tasks).isEmpty();
    packing.add(1);
    assertThat(tasks).containsExactly(List.of(8, 2));
    packing.end();
    packing.end();
    assertThat(tasks).containsExactly(List.of(8, 2), List.of(1));
  }
}
