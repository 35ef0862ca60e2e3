package io.lookouttrail.sample.plan;

import java.util.List;
import java.util.Optional;

/**
 * Access of a user, group or role that the sample makes up.
 *
 * @param type {@code user}, {@code group} or {@code role}
 * @param path begins and ends with a slash
 * @param plant what is special about the access, such as {@code never_used}; empty for the callers
 *     of the archive, who may do everything
 * @param statements statements of the inline policy, as JSON; none for no such policy
 * @param managed the name of the attached policy
 * @param boundary the name of the policy that is the permissions boundary
 * @param group the name of a user's group
 * @param granted patterns of the granted actions: a name, or its beginning and an asterisk
 * @param denied patterns of actions that are not granted although {@code granted} matches them
 */
public record PlannedGrant(
    String type,
    String path,
    String name,
    String plant,
    List<String> statements,
    Optional<String> managed,
    Optional<String> boundary,
    Optional<String> group,
    List<String> granted,
    List<String> denied) {

  /** The attached policy that allows everything. */
  public static final String FULL_ACCESS = "LookoutVisionFullAccess";

  /** The policy that is a permissions boundary, and allows to read. */
  public static final String READ_ONLY = "LookoutVisionReadOnly";

  public PlannedGrant {
    statements = List.copyOf(statements);
    granted = List.copyOf(granted);
    denied = List.copyOf(denied);
  }

  /** Someone with the attached policy that allows everything. */
  static PlannedGrant fullAccess(String type, String path, String name, String plant) {
    return new PlannedGrant(
        type,
        path,
        name,
        plant,
        List.of(),
        Optional.of(FULL_ACCESS),
        Optional.empty(),
        Optional.empty(),
        List.of("*"),
        List.of());
  }

  /** Someone with an inline policy. */
  static PlannedGrant inline(
      String type, String path, String name, String plant, String... statements) {
    return new PlannedGrant(
        type,
        path,
        name,
        plant,
        List.of(statements),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  PlannedGrant granting(String... patterns) {
    return new PlannedGrant(
        type, path, name, plant, statements, managed, boundary, group, List.of(patterns), denied);
  }

  PlannedGrant denying(String... patterns) {
    return new PlannedGrant(
        type, path, name, plant, statements, managed, boundary, group, granted, List.of(patterns));
  }

  PlannedGrant within(String policy) {
    return new PlannedGrant(
        type, path, name, plant, statements, managed, Optional.of(policy), group, granted, denied);
  }

  PlannedGrant memberOf(String name) {
    return new PlannedGrant(
        type,
        path,
        this.name,
        plant,
        statements,
        managed,
        boundary,
        Optional.of(name),
        granted,
        denied);
  }

  /** The ARN in an account. */
  public String arn(String account) {
    return "arn:aws:iam::" + account + ":" + type + path + name;
  }

  /** Whether it grants an action. */
  public boolean grants(String action) {
    return granted.stream().anyMatch(pattern -> matches(pattern, action))
        && denied.stream().noneMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    return pattern.endsWith("*")
        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
        : action.equals(pattern);
  }
}
