package io.lookouttrail.cli.terminal;

import io.lookouttrail.cli.terminal.Console.Stream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;

/**
 * Which streams are a terminal. Java only tells whether all are; the launcher asks the shell about
 * each and says so in system properties.
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
    String told = properties.getProperty(TERMINALS);
    if (told == null) {
      return hasConsole ? EnumSet.allOf(Stream.class) : Set.of();
    }
    Set<Stream> streams = EnumSet.noneOf(Stream.class);
    for (Stream stream : Stream.values()) {
      if ((',' + told + ',').contains(',' + stream.name().toLowerCase(Locale.ROOT) + ',')) {
        streams.add(stream);
      }
    }
    return streams;
  }

  public static OptionalInt columns(Properties properties) {
    String told = properties.getProperty(COLUMNS, "");
    return told.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(told))
        : OptionalInt.empty();
  }
}
