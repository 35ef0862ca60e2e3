package io.lookouttrail.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB's {@code read_json} over an archive with its fastest settings: only the needed columns,
 * declared, and each file read as one line of JSON instead of being sampled.
 */
final class DuckDbScan implements AutoCloseable {
  /** Fields of {@link io.lookouttrail.scan.CloudTrailRecord}. */
  private static final String FIELDS =
      """
      eventVersion VARCHAR, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR,
      userIdentity STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR,
        accessKeyId VARCHAR, userName VARCHAR, invokedBy VARCHAR, identityProvider VARCHAR,
        sessionContext STRUCT(
          sessionIssuer STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR,
            accountId VARCHAR, userName VARCHAR),
          attributes STRUCT(creationDate VARCHAR, mfaAuthenticated VARCHAR),
          sourceIdentity VARCHAR)),
      awsRegion VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR,
      errorMessage VARCHAR, requestParameters JSON, responseElements JSON,
      additionalEventData JSON, requestID VARCHAR, eventID VARCHAR, readOnly BOOLEAN,
      resources STRUCT(ARN VARCHAR, accountId VARCHAR, "type" VARCHAR)[], eventType VARCHAR,
      recipientAccountId VARCHAR, sharedEventID VARCHAR, vpcEndpointId VARCHAR,
      eventCategory VARCHAR, sessionCredentialFromConsole VARCHAR,
      tlsDetails STRUCT(tlsVersion VARCHAR), addendum STRUCT(reason VARCHAR,
        originalEventID VARCHAR)""";

  private final Connection connection;
  private final String files;

  private DuckDbScan(Connection connection, BenchmarkArchive archive) {
    this.connection = connection;
    Path everyFile = archive.logFolder().resolve("**").resolve("*.json.gz");
    files = "'" + everyFile + "'";
  }

  static DuckDbScan over(BenchmarkArchive archive) throws SQLException {
    DuckDbScan scan = new DuckDbScan(DriverManager.getConnection("jdbc:duckdb:"), archive);
    try (Statement statement = scan.connection.createStatement()) {
      statement.execute("SET threads = " + BenchmarkSpark.CORES);
      statement.execute("SET preserve_insertion_order = false");
    }
    return scan;
  }

  /** Counts all records and the wanted ones; reads no other field. */
  ScanCounts count() throws SQLException {
    return query(
        "SELECT count(*), count(*) FILTER (r.eventSource = 'lookoutvision.amazonaws.com')"
            + " FROM (SELECT unnest(Records) AS r FROM %s)",
        "eventSource VARCHAR");
  }

  /** Parses the fields that the product parses, and counts the records. */
  ScanCounts parse() throws SQLException {
    return query("SELECT sum(len(Records)), sum(len(Records)) FROM %s", FIELDS);
  }

  private ScanCounts query(String select, String fields) throws SQLException {
    String read =
        "read_json(%s, format = 'newline_delimited', compression = 'gzip',".formatted(files)
            + " maximum_object_size = 67108864, columns = {Records: 'STRUCT(%s)[]'})"
                .formatted(fields);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select.formatted(read))) {
      row.next();
      return new ScanCounts(-1, row.getLong(1), row.getLong(2));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
