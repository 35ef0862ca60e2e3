package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.ShellCommand;
import io.lookouttrail.sample.plan.Plant;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The last lines of the demo: the faults to look for, and commands to continue with.
 *
 * @param tables the folder of the tables, as seen from the current folder
 * @param archive the folder of the archive, likewise
 */
record DemoGuide(Console console, String tables, String archive) {
  private static final String QUERY =
      "SELECT event_time, actor, action, account_id, source_ip FROM events_current"
          + " WHERE actor_kind = 'root' OR cross_account ORDER BY event_time";

  void printPlants(Set<Plant> plants) {
    PrintWriter out = console.out();
    out.println();
    out.println("Planted on purpose, for you to find:");
    for (Plant plant : plants) {
      out.println(String.format(Locale.ROOT, "  %-15s %s", plant.label(), plant.explanation()));
    }
  }

  /** Prints two commands that run as printed, from the current folder. */
  void printCommands(String eventId) {
    PrintWriter out = console.out();
    out.println();
    out.println("Two commands to try:");
    out.println("  " + command("trace", "--archive", archive, "--event-id", eventId));
    out.println("  " + command("sql", QUERY));
    out.flush();
  }

  private String command(String name, String... arguments) {
    List<String> words = new ArrayList<>(List.of(name, "--tables", tables));
    words.addAll(List.of(arguments));
    return ShellCommand.of(console.program(), words);
  }
}
