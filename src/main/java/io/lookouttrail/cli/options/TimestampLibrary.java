package io.lookouttrail.cli.options;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.run.UserError;

/** Bouncy Castle, which reads timestamps. The launcher has it, and a cluster gets it if asked. */
public final class TimestampLibrary {
  private static final String ENTRY = "org.bouncycastle.tsp.TimeStampToken";

  private TimestampLibrary() {}

  /**
   * Fails where the library is missing.
   *
   * @param what what it is needed for: the words after "Cannot"
   * @throws UserError naming the option that gets it
   */
  public static void require(String what) {
    try {
      Class.forName(ENTRY, false, TimestampLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw UserError.cannot(
          what,
          "Bouncy Castle is not on the class path",
          "Add --packages " + ProductVersion.timestampPackage() + ".",
          e);
    }
  }
}
