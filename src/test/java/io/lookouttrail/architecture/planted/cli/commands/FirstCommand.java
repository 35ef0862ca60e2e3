package io.lookouttrail.architecture.planted.cli.commands;

/** Violates that no command uses another. */
public final class FirstCommand {
  private FirstCommand() {}

  static String name() {
    return SecondCommand.name();
  }
}
