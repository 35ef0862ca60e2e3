package io.lookouttrail.cli.terminal;

import io.lookouttrail.cli.terminal.Console.Stream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;

/**
 * Finds out which streams are a terminal. Java only knows whether all of them are; the launcher
 * checks each in the shell and sets system properties.
 */
public final class TerminalDetection {
  public static final String TERMINALS = "lookouttrail.terminal";
  public static final String COLUMNS = "lookouttrail.columns";

  private TerminalDetection() {}

  /**
   * Returns the standard streams that are a terminal.
   *
   * @param hasConsole whether Java itself sees a terminal, for runs without the launcher
   */
  public static Set<Stream> detect(
      Properties properties, Map<String, String> environment, boolean hasConsole) {
    String kind = environment.getOrDefault("TERM", "");
    if (kind.isEmpty() || kind.equals("dumb")) {
      return Set.of();
    }
    String value = properties.getProperty(TERMINALS);
    if (value == null) {
      return hasConsole ? EnumSet.allOf(Stream.class) : Set.of();
    }
    Set<Stream> streams = EnumSet.noneOf(Stream.class);
    for (Stream stream : Stream.values()) {
      if ((',' + value + ',').contains(',' + stream.name().toLowerCase(Locale.ROOT) + ',')) {
        streams.add(stream);
      }
    }
    return streams;
  }

  public static OptionalInt columns(Properties properties) {
    String value = properties.getProperty(COLUMNS, "");
    return value.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(value))
        : OptionalInt.empty();
  }
}
