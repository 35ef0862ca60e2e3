package io.lookouttrail.cli.commands;

import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An archive of twelve hours with digests, and one fault of each sort in it. */
final class FaultyArchive {
  private static final int HOURS = 12;

  private final Path folder;
  private final TestArchive archive;
  private final TestDigestChain chain = TestDigestChain.from("2025-09-03T00:00:00Z");
  private final List<Path> logs = new ArrayList<>();

  FaultyArchive(Path folder) {
    this.folder = folder;
    this.archive = new TestArchive(folder);
  }

  String uri() {
    return archive.uri();
  }

  /** The log files that the digests list, one for each hour; the file of hour 5 is deleted. */
  List<Path> logs() {
    return logs;
  }

  void write() throws IOException {
    for (int hour = 0; hour < HOURS; hour++) {
      String body = TestArchive.body(TestRecord.anEvent().id("e-" + hour));
      Path log = deliver("111122223333", hour, body);
      logs.add(log);
      chain.hour(new Log(folder.relativize(log).toString(), body));
    }
    write(chain.made());
    sideFile(chain.made().get(HOURS - 1));
    spoil();
  }

  /** A fault of each sort; hours 0 to 3 stay as they are. */
  private void spoil() throws IOException {
    Path changed = logs.get(4);
    Files.write(changed, TestArchive.gzip(TestArchive.body(TestRecord.anEvent().id("other"))));
    Files.delete(logs.get(5));
    deliver("111122223333", 6, "undigested", "{\"Records\":[]}");
    for (int hour : new int[] {8, 9}) {
      Files.delete(digestFile(chain.made().get(hour)));
    }
    sideFile(chain.made().get(7));
    deliver("444455556666", 3, "{\"Records\":[]}");
  }

  private Path deliver(String account, int hour, String body) {
    return deliver(account, hour, "log", body);
  }

  private Path deliver(String account, int hour, String unique, String body) {
    String at = "2025-09-03T%02d:20:00Z".formatted(hour);
    return archive.deliverBytes(account, "us-east-1", at, unique, TestArchive.gzip(body));
  }

  private Path digestFile(Made digest) {
    return folder.resolve(digest.key());
  }

  private void write(List<Made> digests) throws IOException {
    for (Made digest : digests) {
      Files.createDirectories(digestFile(digest).getParent());
      Files.write(digestFile(digest), TestArchive.gzip(digest.json()));
    }
  }

  private void sideFile(Made digest) throws IOException {
    Path file = digestFile(digest);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".head.json"), TestDigestChain.headFile(digest));
  }
}
