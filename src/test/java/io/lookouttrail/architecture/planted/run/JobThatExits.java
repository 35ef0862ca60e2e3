package io.lookouttrail.architecture.planted.run;

/** Violates that nothing ends the process. */
public final class JobThatExits {
  private JobThatExits() {}

  static void end() {
    System.exit(1);
  }
}
