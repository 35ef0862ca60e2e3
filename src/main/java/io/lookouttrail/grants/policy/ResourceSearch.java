package io.lookouttrail.grants.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether there is a resource that some patterns match and others do not.
 *
 * <p>The patterns run side by side over all texts that they tell apart. Where that would take more
 * than {@value #MOST_STATES} steps, the answer is that there is one: what is granted is rather
 * listed once too often than left out. Policies of people stay far below.
 */
public final class ResourceSearch {
  static final int MOST_STATES = 5_000;

  private record Question(Set<ResourcePattern> required, Set<ResourcePattern> excluded) {}

  private final Map<Question, Boolean> answers = new HashMap<>();

  /** Whether a resource is in all of some sets and in none of some others. */
  public boolean exists(List<ResourceSet> inAll, List<ResourceSet> inNone) {
    List<List<ResourcePattern>> unions = new ArrayList<>();
    Set<ResourcePattern> excluded = new HashSet<>();
    for (ResourceSet set : inAll) {
      unions.add(set.any());
      excluded.addAll(set.none());
    }
    return outside(unions, excluded, inNone, 0);
  }

  /**
   * A resource is outside a set if it matches none of the patterns of {@code any}, or one of the
   * patterns of {@code none}.
   */
  private boolean outside(
      List<List<ResourcePattern>> unions,
      Set<ResourcePattern> excluded,
      List<ResourceSet> inNone,
      int next) {
    if (next == inNone.size()) {
      return anyOf(unions, Set.of(), excluded);
    }
    ResourceSet set = inNone.get(next);
    Set<ResourcePattern> more = new HashSet<>(excluded);
    more.addAll(set.any());
    if (outside(unions, more, inNone, next + 1)) {
      return true;
    }
    if (set.none().isEmpty()) {
      return false;
    }
    List<List<ResourcePattern>> longer = new ArrayList<>(unions);
    longer.add(set.none());
    return outside(longer, excluded, inNone, next + 1);
  }

  /** Tries every choice of one pattern from each union. */
  private boolean anyOf(
      List<List<ResourcePattern>> unions,
      Set<ResourcePattern> chosen,
      Collection<ResourcePattern> excluded) {
    if (unions.isEmpty()) {
      return isThere(chosen, excluded);
    }
    List<List<ResourcePattern>> rest = unions.subList(1, unions.size());
    for (ResourcePattern pattern : unions.get(0)) {
      Set<ResourcePattern> with = new HashSet<>(chosen);
      if (!pattern.isAll()) {
        with.add(pattern);
      }
      if ((rest.isEmpty() || isThere(with, Set.of())) && anyOf(rest, with, excluded)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text matches all required patterns and none of the excluded ones. */
  private boolean isThere(Set<ResourcePattern> required, Collection<ResourcePattern> excluded) {
    if (excluded.stream().anyMatch(ResourcePattern::isAll)
        || !Collections.disjoint(excluded, required)) {
      return false;
    }
    Set<ResourcePattern> relevant = new HashSet<>();
    for (ResourcePattern pattern : excluded) {
      Set<ResourcePattern> both = new HashSet<>(required);
      both.add(pattern);
      if (answer(new Question(both, Set.of()))) {
        relevant.add(pattern);
      }
    }
    return answer(new Question(Set.copyOf(required), relevant));
  }

  private boolean answer(Question question) {
    Boolean known = answers.get(question);
    if (known == null) {
      known = new Run(question).search();
      answers.put(question, known);
    }
    return known;
  }

  /** One search, depth first, through the states of all patterns of a question. */
  private static final class Run {
    private final List<ResourcePattern> patterns;

    /** The number of patterns that must match; they come first. */
    private final int required;

    private final char[] characters;
    private final Set<List<BitSet>> seen = new HashSet<>();
    private final Deque<Step> open = new ArrayDeque<>();

    /** A state, and how many of the characters after it were tried. */
    private static final class Step {
      private final List<BitSet> state;
      private int tried;

      Step(List<BitSet> state) {
        this.state = state;
      }
    }

    Run(Question question) {
      patterns = new ArrayList<>(question.required());
      required = patterns.size();
      patterns.addAll(question.excluded());
      characters = characters();
    }

    /** One character that no pattern names, which stands for all such, and those that are named. */
    private char[] characters() {
      BitSet named = new BitSet();
      named.set(':');
      patterns.forEach(pattern -> pattern.addCharacters(named));
      char[] all = new char[named.cardinality() + 1];
      all[0] = (char) named.nextClearBit('a');
      int count = 1;
      for (int c = named.nextSetBit(0); c >= 0; c = named.nextSetBit(c + 1)) {
        all[count++] = (char) c;
      }
      return all;
    }

    boolean search() {
      visit(patterns.stream().map(ResourcePattern::start).toList());
      while (!open.isEmpty()) {
        Step step = open.element();
        if (step.tried == 0 && (isAnswer(step.state) || seen.size() > MOST_STATES)) {
          return true;
        }
        if (step.tried == characters.length) {
          open.pop();
        } else {
          after(step.state, characters[step.tried++]).ifPresent(this::visit);
        }
      }
      return false;
    }

    private void visit(List<BitSet> state) {
      if (seen.add(state)) {
        open.push(new Step(state));
      }
    }

    /** The state after one more character; empty where no text that follows can be an answer. */
    private Optional<List<BitSet>> after(List<BitSet> state, char c) {
      List<BitSet> next = new ArrayList<>(state.size());
      for (int i = 0; i < patterns.size(); i++) {
        ResourcePattern pattern = patterns.get(i);
        BitSet places = pattern.after(state.get(i), c);
        if (i < required ? places.isEmpty() : pattern.isEndForAll(places)) {
          return Optional.empty();
        }
        next.add(places);
      }
      return Optional.of(next);
    }

    private boolean isAnswer(List<BitSet> state) {
      for (int i = 0; i < patterns.size(); i++) {
        if (patterns.get(i).isEnd(state.get(i)) != i < required) {
          return false;
        }
      }
      return true;
    }
  }
}
