package io.lookouttrail.architecture.planted.cycle.first;

import io.lookouttrail.architecture.planted.cycle.second.SecondOfACycle;

/** Violates that packages form no cycle. */
public final class FirstOfACycle {
  private FirstOfACycle() {}

  public static String name() {
    return SecondOfACycle.name();
  }
}
