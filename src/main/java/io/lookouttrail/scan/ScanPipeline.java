package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.InputStream;

/** The parts that a scan is made of, and that serve one file after the other. */
final class ScanPipeline {
  private final UncompressedInput source;
  private final BodyBuffer buffer;
  private final JsonStructureScanner walker = new JsonStructureScanner();
  private final RecordSplitter forms;
  private final EventSourceMatcher search;
  private final RecordParser parser;
  private final boolean everySource;

  ScanPipeline(ScanOptions options, int chunkBytes, int maxRecordBytes) {
    source = new UncompressedInput(options);
    buffer = new BodyBuffer(source, chunkBytes, maxRecordBytes);
    forms = new RecordSplitter(buffer, walker);
    search = new EventSourceMatcher(options.eventSources());
    parser = new RecordParser(options.eventSources(), options.selection());
    everySource = options.eventSources().isEmpty();
  }

  void open(InputStream stored, long listedBytes, boolean namedGzip) {
    source.open(stored, listedBytes, namedGzip);
    buffer.open();
    forms.open();
  }

  UncompressedInput source() {
    return source;
  }

  BodyBuffer buffer() {
    return buffer;
  }

  RecordSplitter forms() {
    return forms;
  }

  /** Whether the object found last is, by its bytes alone, surely of a source not wanted. */
  boolean isOfOtherSource() {
    return !everySource
        && search.judge(buffer.bytes, buffer.markIndex(), buffer.pos, walker)
            == EventSourceMatcher.Answer.OTHER;
  }

  /** Parses and judges the object found last. */
  RecordParser.Verdict judge() {
    return parser.judge(buffer.bytes, buffer.markIndex(), buffer.pos);
  }
}
