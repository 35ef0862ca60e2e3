package io.lookouttrail.grants.policy;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Pattern of resources, as policies write it: an ARN with wildcards and policy variables.
 *
 * <p>An asterisk stands for any number of characters, a question mark for one. They do not match
 * the colons between the segments of an ARN, except for an asterisk at the end of a segment. A
 * variable such as {@code ${aws:username}} stands for any text, because its value is not known; the
 * variables {@code ${*}}, {@code ${?}} and {@code ${$}} stand for these characters. Case matters.
 *
 * <p>Source: IAM user guide, "IAM JSON policy elements: Resource" and "Variables and tags".
 *
 * <p>The pattern is an automaton: a set of places in the pattern says what was read so far. {@link
 * ResourceSearch} runs several of them side by side.
 */
public final class ResourcePattern {
  /** Matches every resource. */
  static final ResourcePattern ALL = of("*");

  /** Matches the only resource of an action that works on no resource: an asterisk. */
  public static final ResourcePattern ASTERISK = withVariables("${*}");

  private static final int ANY_CHARACTER = -1;
  private static final int WITHIN_SEGMENT = -2;
  private static final int ANY_TEXT = -3;
  private static final char COLON = ':';

  private final String text;
  private final int[] tokens;
  private final boolean hasVariable;

  private ResourcePattern(String text, int[] tokens, boolean hasVariable) {
    this.text = text;
    this.tokens = tokens;
    this.hasVariable = hasVariable;
  }

  /** A pattern of a policy that has no variables, because it is of version 2008-10-17. */
  public static ResourcePattern of(String text) {
    return parse(text, false);
  }

  /** A pattern of a policy of version 2012-10-17. */
  static ResourcePattern withVariables(String text) {
    return parse(text, true);
  }

  /**
   * A pattern of the ARNs that resources have: an asterisk stands for a part of one segment, and
   * only at the end for the rest of the ARN.
   */
  public static ResourcePattern ofResources(String text) {
    ResourcePattern pattern = of(text);
    for (int i = 0; i < pattern.tokens.length - 1; i++) {
      pattern.tokens[i] = pattern.tokens[i] == ANY_TEXT ? WITHIN_SEGMENT : pattern.tokens[i];
    }
    return pattern;
  }

  private static ResourcePattern parse(String text, boolean variables) {
    int[] tokens = new int[text.length()];
    int count = 0;
    boolean hasVariable = false;
    for (int i = 0; i < text.length(); i++) {
      int end = variables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (end >= 0) {
        String name = text.substring(i + 2, end);
        boolean isCharacter = name.equals("*") || name.equals("?") || name.equals("$");
        hasVariable |= !isCharacter;
        tokens[count++] = isCharacter ? name.charAt(0) : ANY_TEXT;
        i = end;
      } else {
        tokens[count++] = token(text, i);
      }
    }
    return new ResourcePattern(text, Arrays.copyOf(tokens, count), hasVariable);
  }

  private static int token(String text, int i) {
    return switch (text.charAt(i)) {
      case '?' -> ANY_CHARACTER;
      case '*' -> {
        boolean endsSegment = i + 1 == text.length() || text.charAt(i + 1) == COLON;
        yield endsSegment ? ANY_TEXT : WITHIN_SEGMENT;
      }
      default -> text.charAt(i);
    };
  }

  /** The pattern as the policy has it. */
  public String text() {
    return text;
  }

  public boolean hasVariable() {
    return hasVariable;
  }

  boolean isAll() {
    return tokens.length == 1 && tokens[0] == ANY_TEXT;
  }

  public boolean matches(String resource) {
    BitSet places = start();
    for (int i = 0; i < resource.length(); i++) {
      places = after(places, resource.charAt(i));
    }
    return isEnd(places);
  }

  /** The places before anything was read. */
  BitSet start() {
    BitSet places = new BitSet(tokens.length + 1);
    add(places, 0);
    return places;
  }

  /** The places after one more character; empty where nothing that follows can match. */
  BitSet after(BitSet places, char c) {
    BitSet next = new BitSet(tokens.length + 1);
    for (int i = places.nextSetBit(0); i >= 0 && i < tokens.length; i = places.nextSetBit(i + 1)) {
      int token = tokens[i];
      if (token == ANY_TEXT || (token == WITHIN_SEGMENT && c != COLON)) {
        add(next, i);
      } else if (token == c || (token == ANY_CHARACTER && c != COLON)) {
        add(next, i + 1);
      }
    }
    return next;
  }

  /** Adds a place, and those after the asterisks that begin there: they may stand for nothing. */
  private void add(BitSet places, int place) {
    int i = place;
    places.set(i);
    while (i < tokens.length && (tokens[i] == ANY_TEXT || tokens[i] == WITHIN_SEGMENT)) {
      places.set(++i);
    }
  }

  /** Whether what was read matches. */
  boolean isEnd(BitSet places) {
    return places.get(tokens.length);
  }

  /** Whether what was read matches, whatever follows it. */
  boolean isEndForAll(BitSet places) {
    return tokens.length > 0
        && tokens[tokens.length - 1] == ANY_TEXT
        && places.get(tokens.length - 1);
  }

  /** Adds the characters that the pattern names. */
  void addCharacters(BitSet characters) {
    Arrays.stream(tokens).filter(token -> token >= 0).forEach(characters::set);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourcePattern pattern
        && text.equals(pattern.text)
        && Arrays.equals(tokens, pattern.tokens);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
