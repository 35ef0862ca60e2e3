package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodySource;
import java.io.InputStream;

/** The parts that a scan is made of, and that serve one file after the other. */
final class ScanMachine {
  private final BodySource source;
  private final BodyBuffer buffer;
  private final StructureWalker walker = new StructureWalker();
  private final BodyForms forms;
  private final SourceSearch search;
  private final RecordParser parser;
  private final boolean everySource;

  ScanMachine(ScanOptions options, int chunkBytes, int maxRecordBytes) {
    source = new BodySource(options);
    buffer = new BodyBuffer(source, chunkBytes, maxRecordBytes);
    forms = new BodyForms(buffer, walker);
    search = new SourceSearch(options.eventSources());
    parser = new RecordParser(options.eventSources(), options.selection());
    everySource = options.eventSources().isEmpty();
  }

  void open(InputStream stored, long listedBytes, boolean namedGzip) {
    source.open(stored, listedBytes, namedGzip);
    buffer.open();
    forms.open();
  }

  BodySource source() {
    return source;
  }

  BodyBuffer buffer() {
    return buffer;
  }

  BodyForms forms() {
    return forms;
  }

  /** Whether the object found last is, by its bytes alone, surely of a source not wanted. */
  boolean isOfOtherSource() {
    return !everySource
        && search.judge(buffer.bytes, buffer.markIndex(), buffer.pos, walker)
            == SourceSearch.Answer.OTHER;
  }

  /** Parses and judges the object found last. */
  RecordParser.Verdict judge() {
    return parser.judge(buffer.bytes, buffer.markIndex(), buffer.pos);
  }
}
