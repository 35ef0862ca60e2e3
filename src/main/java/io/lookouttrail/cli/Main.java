package io.lookouttrail.cli;

/** The program's entry, for the local launcher and for spark-submit alike. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("lookout-trail " + args.length);
  }
}
