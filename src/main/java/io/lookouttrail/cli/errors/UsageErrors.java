package io.lookouttrail.cli.errors;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns a mistake on the command line into one line: the mistake, a suggestion, and where help is.
 */
public final class UsageErrors {
  private static final Set<String> SPARK_OPTIONS =
      Set.of("--conf", "--master", "--deploy-mode", "--driver-memory", "--properties-file");

  private static final Pattern CHOICES =
      Pattern.compile(
          "Invalid value for option '(--[a-z-]+)[^']*': expected one of \\[([A-Z_, ]+)\\]"
              + " \\(case-insensitive\\) but was '(.*)'");

  private UsageErrors() {}

  public static String of(ParameterException refused) {
    CommandLine command = refused.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    boolean program = command.getParent() == null;
    return "Cannot run %s: %s.%s Try '%s --help'."
        .formatted(
            program ? name : command.getCommandName(), why(refused), suggestion(refused), name);
  }

  private static String why(ParameterException refused) {
    if (refused instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      boolean program = refused.getCommandLine().getParent() == null;
      if (unmatched.isUnknownOption()) {
        return "there is no option " + first;
      }
      return (program ? "there is no command " : "the command does not take the argument ") + first;
    }
    if (refused instanceof MissingParameterException missing) {
      return missing.getMissing().stream()
              .map(UsageErrors::name)
              .collect(Collectors.joining(" and "))
          + (missing.getMissing().size() == 1 ? " is missing" : " are missing");
    }
    String message = String.valueOf(refused.getMessage()).replaceAll("\\s+", " ").strip();
    message = withChoicesInLowerCase(message.replaceAll("[.;]+$", ""));
    return message.isEmpty() || message.matches("[A-Z]{2}.*")
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  /** Picocli names the constants of an enumeration; the help names them in lower case. */
  private static String withChoicesInLowerCase(String message) {
    Matcher choices = CHOICES.matcher(message);
    return choices.matches()
        ? choices.group(1)
            + " '"
            + choices.group(3)
            + "' is not one of "
            + choices.group(2).toLowerCase(Locale.ROOT)
        : message;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  private static String suggestion(ParameterException refused) {
    if (!(refused instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String option = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
    if (SPARK_OPTIONS.contains(option)) {
      return " It is Spark's: give it to spark-submit, before the application's jar.";
    }
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty()
        ? ""
        : " Did you mean " + String.join(" or ", near.subList(0, Math.min(2, near.size()))) + "?";
  }
}
