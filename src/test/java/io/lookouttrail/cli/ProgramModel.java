package io.lookouttrail.cli;

import io.lookouttrail.cli.terminal.Console;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** The program's commands and options, for tests that compare texts with them. */
public final class ProgramModel {
  private ProgramModel() {}

  /** The whole command tree; parsing with it runs nothing. */
  public static CommandLine commandLine() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return CommandTree.of(Console.captured(nowhere, nowhere, CliRun.NEW_YEAR));
  }
}
