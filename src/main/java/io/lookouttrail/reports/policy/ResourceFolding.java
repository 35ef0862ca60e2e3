package io.lookouttrail.reports.policy;

import io.lookouttrail.identity.IamAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folds the resources of an action where they are more than a policy should name one by one. */
final class ResourceFolding {
  private final Set<ResourceScope> folded = new HashSet<>();
  private final List<String> sentences = new ArrayList<>();

  /**
   * @param scopes the resources that a policy is to allow
   */
  ResourceFolding(IamAction action, Collection<ResourceScope> scopes, PolicyOptions options) {
    SortedMap<ResourceScope, NavigableSet<ResourceScope>> models = new TreeMap<>();
    SortedMap<ResourceScope, NavigableSet<ResourceScope>> places = new TreeMap<>();
    for (ResourceScope scope : scopes) {
      if (scope.type() != ResourceScope.Type.FIXED && scope.outer().isPresent()) {
        places
            .computeIfAbsent(scope.withoutOuter(), place -> new TreeSet<>())
            .add(scope.withoutInner());
        if (scope.type() == ResourceScope.Type.MODEL) {
          models.computeIfAbsent(scope.withoutInner(), project -> new TreeSet<>()).add(scope);
        }
      }
    }
    fold(action, places, options.maxProjects());
    models.keySet().removeIf(project -> folded.contains(project.withoutOuter()));
    fold(action, models, options.maxModels());
    // A pattern that was needed anyway covers the models that it matches.
    scopes.stream()
        .filter(scope -> scope.type() == ResourceScope.Type.MODEL && scope.inner().isEmpty())
        .forEach(folded::add);
    scopes.stream()
        .filter(scope -> scope.type() != ResourceScope.Type.FIXED && scope.outer().isEmpty())
        .forEach(folded::add);
  }

  private void fold(
      IamAction action,
      SortedMap<ResourceScope, NavigableSet<ResourceScope>> narrow,
      int mostNarrow) {
    narrow.forEach(
        (wide, some) -> {
          if (some.size() > mostNarrow) {
            folded.add(wide);
            sentences.add(
                "%s: %,d resources are folded into %s (more than %,d)"
                    .formatted(action, some.size(), wide.pattern(), mostNarrow));
          }
        });
  }

  /** Returns the pattern that stands for a resource: itself where it is not folded. */
  ResourceScope of(ResourceScope scope) {
    if (folded.contains(scope.withoutOuter())) {
      return scope.withoutOuter();
    }
    return folded.contains(scope.withoutInner()) ? scope.withoutInner() : scope;
  }

  /** Returns a sentence for each fold, in order. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
