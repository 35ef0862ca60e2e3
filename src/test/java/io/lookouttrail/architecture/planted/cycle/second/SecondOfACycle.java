package io.lookouttrail.architecture.planted.cycle.second;

import io.lookouttrail.architecture.planted.cycle.first.FirstOfACycle;

/** Closes the cycle. */
public final class SecondOfACycle {
  private SecondOfACycle() {}

  public static String name() {
    return FirstOfACycle.name();
  }
}
