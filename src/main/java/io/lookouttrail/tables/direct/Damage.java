package io.lookouttrail.tables.direct;

import io.delta.kernel.exceptions.InvalidTableException;
import io.lookouttrail.run.UserError;
import java.io.EOFException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.io.ParquetDecodingException;

/** Recognises what readers throw over a damaged log or data file. */
final class Damage {
  private static final String NO_PARQUET = "is not a Parquet file";

  private Damage() {}

  /** An error that names the damaged table; the failure itself where it has another reason. */
  static RuntimeException orSame(String table, RuntimeException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
            .noneMatch(Damage::isDamage)
        ? failure
        : UserError.cannot(
            "read the table " + table,
            "its log or one of its files is damaged",
            "Restore the folder from a copy, or from older versions of its objects.",
            failure);
  }

  private static boolean isDamage(Throwable cause) {
    return cause instanceof InvalidTableException
        || cause instanceof ParquetDecodingException
        || cause instanceof EOFException
        // Jackson's own class, or the one that Delta Kernel contains.
        || cause.getClass().getName().contains(".jackson.core.")
        || Optional.ofNullable(cause.getMessage())
            .filter(it -> it.contains(NO_PARQUET))
            .isPresent();
  }
}
