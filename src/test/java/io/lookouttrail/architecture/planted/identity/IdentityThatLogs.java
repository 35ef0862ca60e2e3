package io.lookouttrail.architecture.planted.identity;

import org.slf4j.LoggerFactory;

/** Violates that only jobs and the command line log. */
public final class IdentityThatLogs {
  private IdentityThatLogs() {}

  static void log() {
    LoggerFactory.getLogger(IdentityThatLogs.class).info("logged");
  }
}
