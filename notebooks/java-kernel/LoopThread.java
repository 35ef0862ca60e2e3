package org.rapaio.jupyter.kernel.channels;

/**
 * Stands before the kernel's class of this name. That one says it is running only after its thread has
 * started; a thread that looks sooner ends at once, and the kernel is deaf, on a busy machine now and
 * then. This one is running from the beginning.
 */
public final class LoopThread extends Thread {
  private final long pauseMillis;
  private final Runnable step;
  private volatile boolean stopped;

  public LoopThread(String name, long pauseMillis, Runnable step) {
    super(name);
    this.pauseMillis = pauseMillis;
    this.step = step;
  }

  @Override
  public void run() {
    while (!stopped) {
      step.run();
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        stopped = true;
      }
    }
  }

  public void shutdown() {
    stopped = true;
  }
}
