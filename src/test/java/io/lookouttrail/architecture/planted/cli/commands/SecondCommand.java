package io.lookouttrail.architecture.planted.cli.commands;

/** A command that another one uses. */
public final class SecondCommand {
  private SecondCommand() {}

  static String name() {
    return "second";
  }
}
