package io.lookouttrail.run;

/**
 * Where a job tells how far it is. A job names its phases and hands in running totals; how they are
 * shown, or whether at all, is not its business. Phases do not nest.
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

  /** A phase under way; closing it ends its line. */
  interface Phase extends AutoCloseable {
    void update(Totals totals);

    @Override
    void close();
  }

  /**
   * How far a phase is; what does not apply is 0.
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

    /** Only a count of files, as a listing has. */
    public static Totals found(long files) {
      return new Totals(files, 0, 0, 0, 0, 0);
    }
  }
}
