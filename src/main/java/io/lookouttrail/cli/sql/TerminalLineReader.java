package io.lookouttrail.cli.sql;

import io.lookouttrail.cli.terminal.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Reads lines from the terminal, with editing, history and completion by the tab key. */
final class TerminalLineReader implements SqlPrompt.Lines {
  static final List<String> KEYWORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "JOIN",
          "DISTINCT",
          "COUNT",
          "BETWEEN",
          "SHOW TABLES",
          "DESCRIBE",
          "EXPLAIN",
          "WITH");

  private final Terminal terminal;
  private final LineReader reader;

  private TerminalLineReader(Terminal terminal, LineReader reader) {
    this.terminal = terminal;
    this.reader = reader;
  }

  static TerminalLineReader open(Console console, Collection<String> words) {
    try {
      Terminal terminal = terminal();
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("lookout-trail")
              .parser(plainParser())
              .completer(new StringsCompleter(words))
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .option(LineReader.Option.CASE_INSENSITIVE, true)
              .build();
      history(console).ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
      return new TerminalLineReader(terminal, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Terminal terminal() throws IOException {
    return TerminalBuilder.builder()
        .name("lookout-trail")
        .system(true)
        .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
        .encoding(StandardCharsets.UTF_8)
        .build();
  }

  /** A parser for which quotes and backslashes are plain characters, because they belong to SQL. */
  private static DefaultParser plainParser() {
    DefaultParser parser = new DefaultParser();
    parser.setEofOnUnclosedQuote(false);
    parser.setEscapeChars(new char[0]);
    parser.setQuoteChars(new char[0]);
    return parser;
  }

  /**
   * The file of the history; empty if the folder is not writable, and the prompt has no history.
   */
  private static Optional<Path> history(Console console) {
    Path folder = console.stateFolder();
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder)
          ? Optional.of(folder.resolve("sql_history"))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> next(String prompt) {
    try {
      return Optional.of(reader.readLine(prompt));
    } catch (UserInterruptException e) {
      throw new SqlPrompt.Discarded();
    } catch (EndOfFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void onInterrupt(Runnable stop) {
    terminal.handle(Terminal.Signal.INT, signal -> stop.run());
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
