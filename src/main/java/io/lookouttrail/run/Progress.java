package io.lookouttrail.run;

/**
 * Receiver of a job's progress. A job names its phases and reports running totals; the receiver
 * decides how to show them, or whether at all. Phases do not nest.
 */
public interface Progress {

  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public Phase begin(String name) {
          return new Phase() {
            @Override
            public void update(Totals totals) {}

            @Override
            public void close() {}
          };
        }
      };

  /** Begins a phase; the one before it must be closed. */
  Phase begin(String name);

  /** A phase that is running. Closing it ends it. */
  interface Phase extends AutoCloseable {
    void update(Totals totals);

    @Override
    void close();
  }

  /**
   * Running totals of a phase; a total that does not apply is 0.
   *
   * @param filesDone files finished
   * @param filesFound files to do, 0 while unknown
   * @param bytesDone bytes of the finished files as they are stored
   * @param bytesFound bytes to do as they are stored, 0 while unknown
   * @param records records seen
   * @param events events kept
   */
  record Totals(
      long filesDone, long filesFound, long bytesDone, long bytesFound, long records, long events) {

    /** The totals of a listing, which only counts files. */
    public static Totals found(long files) {
      return new Totals(files, 0, 0, 0, 0, 0);
    }
  }
}
