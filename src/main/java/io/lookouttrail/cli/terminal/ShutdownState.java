package io.lookouttrail.cli.terminal;

/** Whether the JVM is shutting down, for example after Ctrl-C. */
public final class ShutdownState {
  private ShutdownState() {}

  /** Whether it is. Java shows it only by an exception when a hook is added. */
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
