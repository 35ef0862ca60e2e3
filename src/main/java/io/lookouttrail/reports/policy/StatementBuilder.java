package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.document.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Groups what was used into statements: by access level, and actions together only if they used the
 * same resources, so that no statement allows a pair that nobody used.
 */
final class StatementBuilder {
  private static final List<String> LEVELS = List.of("List", "Read", "Tagging", "Write", "Use");
  private static final int MAX_NAME = 40;

  /** The actions that share resources. */
  private record Shared(int level, List<String> resources, List<String> regions)
      implements Comparable<Shared> {
    @Override
    public int compareTo(Shared other) {
      int byLevel = Integer.compare(level, other.level);
      return byLevel != 0
          ? byLevel
          : (resources + " " + regions).compareTo(other.resources + " " + other.regions);
    }
  }

  private final Set<String> sids = new HashSet<>();

  private StatementBuilder() {}

  /**
   * Returns the statements, in a fixed order.
   *
   * @param permissions what the statements allow
   */
  static List<Statement> statements(Collection<UsedPermission> permissions) {
    return new StatementBuilder().build(permissions);
  }

  private List<Statement> build(Collection<UsedPermission> permissions) {
    // Resources of a service as a whole have a condition on Regions, so they stand apart.
    SortedMap<String, NavigableSet<String>> resources = new TreeMap<>();
    SortedMap<String, UsedPermission> example = new TreeMap<>();
    SortedMap<String, NavigableSet<String>> regions = new TreeMap<>();
    for (UsedPermission permission : permissions) {
      String key = permission.action() + (permission.regions().isEmpty() ? "" : " in Regions");
      resources.computeIfAbsent(key, action -> new TreeSet<>()).add(permission.resource());
      regions.computeIfAbsent(key, action -> new TreeSet<>()).addAll(permission.regions());
      example.put(key, permission);
    }
    SortedMap<Shared, NavigableSet<String>> actions = new TreeMap<>();
    example.forEach(
        (key, permission) ->
            actions
                .computeIfAbsent(
                    new Shared(
                        LEVELS.indexOf(permission.level()),
                        List.copyOf(resources.getOrDefault(key, new TreeSet<>())),
                        List.copyOf(regions.getOrDefault(key, new TreeSet<>()))),
                    shared -> new TreeSet<>())
                .add(permission.action().toString()));
    List<Statement> statements = new ArrayList<>();
    for (Map.Entry<Shared, NavigableSet<String>> entry : actions.entrySet()) {
      Shared shared = entry.getKey();
      statements.add(
          new Statement(
              sid(shared, entry.getValue()),
              List.copyOf(entry.getValue()),
              shared.resources(),
              new TreeSet<>(shared.regions())));
    }
    return statements;
  }

  /** Returns a Sid that says what the statement allows, such as {@code WriteModelsOfBottles}. */
  private String sid(Shared shared, NavigableSet<String> actions) {
    String only = actions.first().substring(actions.first().indexOf(':') + 1);
    String base =
        (actions.size() == 1 ? only : LEVELS.get(shared.level()) + noun(shared.resources()))
            + project(shared.resources());
    String sid = base;
    for (int i = 2; !sids.add(sid); i++) {
      sid = base + i;
    }
    return sid;
  }

  private static String noun(List<String> resources) {
    if (resources.equals(List.of("*"))) {
      return "Service";
    }
    Set<String> nouns = new HashSet<>();
    for (String resource : resources) {
      nouns.add(
          resource.contains(":model/")
              ? "Models"
              : resource.contains(":project/") ? "Projects" : "Resources");
    }
    return nouns.size() == 1 ? nouns.iterator().next() : "Resources";
  }

  /** Returns {@code OfNAME} where all resources are of one project, else an empty text. */
  private static String project(List<String> resources) {
    Set<String> projects = new HashSet<>();
    for (String resource : resources) {
      String[] parts = resource.split(":(?:model|project)/", 2);
      projects.add(parts.length == 2 ? parts[1].split("/", 2)[0] : "");
    }
    String only = projects.size() == 1 ? projects.iterator().next() : "";
    StringBuilder name = new StringBuilder();
    for (String part : only.split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return name.isEmpty() ? "" : "Of" + name.substring(0, Math.min(MAX_NAME, name.length()));
  }
}
