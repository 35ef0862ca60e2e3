package io.lookouttrail.cli.terminal;

/** Whether the process is ending, as after Ctrl-C. Java only tells by refusing another hook. */
public final class ShutdownState {
  private ShutdownState() {}

  public static boolean isUnderWay() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
