package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.InputStream;

/** Steps of a scan, from stored bytes to parsed records, reused for one file after the other. */
final class ScanPipeline {
  private final UncompressedInput input;
  private final BodyBuffer buffer;
  private final JsonStructureScanner structure = new JsonStructureScanner();
  private final RecordSplitter splitter;
  private final EventSourceMatcher matcher;
  private final RecordParser parser;
  private final boolean everySource;

  ScanPipeline(ScanOptions options, boolean nativeInflate, int chunkBytes, int maxRecordBytes) {
    input = new UncompressedInput(options.maxFileBytes(), options.hash(), nativeInflate);
    buffer = new BodyBuffer(input, chunkBytes, maxRecordBytes);
    splitter = new RecordSplitter(buffer, structure);
    matcher = new EventSourceMatcher(options.eventSources());
    parser = new RecordParser(options.eventSources(), options.selection());
    everySource = options.eventSources().isEmpty();
  }

  void open(InputStream stored, long listedBytes, boolean namedGzip) {
    input.open(stored, listedBytes, namedGzip);
    buffer.open();
    splitter.open();
  }

  UncompressedInput input() {
    return input;
  }

  BodyBuffer buffer() {
    return buffer;
  }

  RecordSplitter splitter() {
    return splitter;
  }

  /** Returns whether the bytes of the last object prove that its source is not wanted. */
  boolean isOfOtherSource() {
    return !everySource
        && matcher.match(buffer.bytes, buffer.markIndex(), buffer.pos, structure)
            == EventSourceMatcher.Decision.OTHER;
  }

  /** Parses and checks the last object. */
  RecordParser.ParseResult parseRecord() {
    return parser.parse(buffer.bytes, buffer.markIndex(), buffer.pos);
  }
}
