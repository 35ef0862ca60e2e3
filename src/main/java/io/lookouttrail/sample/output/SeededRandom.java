package io.lookouttrail.sample.output;

/**
 * Seeded random generator (SplitMix64). It does not depend on the JDK's generators, so that a seed
 * gives the same archive on every Java version.
 *
 * <p>Each part of a sample has its own generator, seeded with the name of its purpose. So the
 * values do not depend on the order in which the parts are written.
 */
public final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  /** Returns a generator for a purpose, whose values depend on the seed and the purpose only. */
  public static SeededRandom of(long seed, Object... purpose) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (Object part : purpose) {
      String text = part.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = mix(hash + GOLDEN_GAMMA + text.charAt(i));
      }
      hash = mix(hash ^ GOLDEN_GAMMA);
    }
    return new SeededRandom(hash);
  }

  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a number from 0 to bound - 1. */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Returns a number from 0 to less than 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Returns true with a probability. */
  public boolean nextBoolean(double probability) {
    return nextDouble() < probability;
  }

  /** Returns letters and digits, as in the names of log files. */
  public String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Returns capital letters and digits, as in the ids of access keys and roles. */
  public String id(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(nextInt(36)));
    }
    return text.toString();
  }

  public String hex(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(Character.forDigit(nextInt(16), 16));
    }
    return text.toString();
  }

  public String uuid() {
    return new JsonBuffer(36).uuid(nextLong(), nextLong()).toString();
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
