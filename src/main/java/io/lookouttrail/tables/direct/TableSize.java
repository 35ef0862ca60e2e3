package io.lookouttrail.tables.direct;

/**
 * Size of a version of a table.
 *
 * @param files number of data files
 * @param bytes their stored size
 */
record TableSize(long files, long bytes) {
  static final TableSize EMPTY = new TableSize(0, 0);

  TableSize plus(long moreFiles, long moreBytes) {
    return new TableSize(files + moreFiles, bytes + moreBytes);
  }
}
