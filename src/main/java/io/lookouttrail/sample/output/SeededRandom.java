package io.lookouttrail.sample.output;

/**
 * A small seeded generator (SplitMix64), written out here so that a seed gives the same archive on
 * every Java version. Each part of the work rolls its own dice, named by what it is for: so the
 * order in which parts are written changes nothing.
 */
public final class SeededRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  /** Dice of their own for one named purpose. */
  public static SeededRandom of(long seed, Object... purpose) {
    long hash = mix(seed + GOLDEN);
    for (Object part : purpose) {
      String text = part.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = mix(hash + GOLDEN + text.charAt(i));
      }
      hash = mix(hash ^ GOLDEN);
    }
    return new SeededRandom(hash);
  }

  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** 0 to bound - 1. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** From 0 up to, not including, 1. */
  public double share() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public boolean chance(double probability) {
    return share() < probability;
  }

  /** Letters and digits, as in the names of log files. */
  public String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(below(LETTERS.length())));
    }
    return text.toString();
  }

  /** Capital letters and digits, as in the ids of keys and roles. */
  public String id(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(below(36)));
    }
    return text.toString();
  }

  public String hex(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(Character.forDigit(below(16), 16));
    }
    return text.toString();
  }

  public String uuid() {
    return new JsonBuffer(36).uuid(next(), next()).toString();
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
