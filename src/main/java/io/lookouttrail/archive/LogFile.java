package io.lookouttrail.archive;

import io.lookouttrail.storage.StoredFile;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One log file of an archive, as the listing found it.
 *
 * <p>Serializable, because Spark sends it to the task that reads it.
 *
 * @param sourceFile canonical name, {@code s3://bucket/key} or {@code file:///…}, however the file
 *     was addressed; the name that tables store
 * @param path the Hadoop path to open, as it was addressed
 * @param bytes stored size
 * @param modifiedAt modification time as the file system gives it, to the millisecond
 * @param account the account in the key, null where the key names none
 * @param region the Region in the key, null where the key names none
 * @param deliveredAt delivery time from the file's name; where the name has none, midnight of its
 *     day folder; else {@code modifiedAt}, which only orders the files of a listing
 * @param dated whether {@code deliveredAt} is from the name or the folder
 */
public record LogFile(
    String sourceFile,
    String path,
    long bytes,
    Instant modifiedAt,
    @Nullable String account,
    @Nullable String region,
    Instant deliveredAt,
    boolean dated)
    implements StoredFile, Serializable {

  public LogFile {
    if (sourceFile.isEmpty() || path.isEmpty() || bytes < 0) {
      throw new IllegalArgumentException("not a log file: " + path + ", " + bytes + " bytes");
    }
  }

  /** A file with a date in its key. */
  public LogFile(
      String sourceFile,
      String path,
      long bytes,
      Instant modifiedAt,
      @Nullable String account,
      @Nullable String region,
      Instant deliveredAt) {
    this(sourceFile, path, bytes, modifiedAt, account, region, deliveredAt, true);
  }

  /** The delivery time in the key; empty for a file without a date in its key. */
  public Optional<Instant> keyDeliveredAt() {
    return dated ? Optional.of(deliveredAt) : Optional.empty();
  }

  /** The account in the key. */
  public Optional<String> keyAccount() {
    return Optional.ofNullable(account);
  }

  /** The Region in the key. */
  public Optional<String> keyRegion() {
    return Optional.ofNullable(region);
  }

  /** The day of {@code deliveredAt}, UTC. */
  public LocalDate deliveredDate() {
    return LocalDate.ofInstant(deliveredAt, ZoneOffset.UTC);
  }
}
