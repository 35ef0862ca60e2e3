package io.lookouttrail.architecture.planted.source;

/** Stands for the Spark connector. */
public final class Connector {
  private Connector() {}

  public static String name() {
    return "cloudtrail";
  }
}
