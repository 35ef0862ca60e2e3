package io.lookouttrail.architecture.planted.ingest;

import io.lookouttrail.architecture.planted.source.Connector;

/** Violates the arrow from ingest to source, which does not exist. */
public final class IngestThatUsesTheConnector {
  private IngestThatUsesTheConnector() {}

  static String name() {
    return Connector.name();
  }
}
