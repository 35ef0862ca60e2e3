package io.lookouttrail.sample.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where objects go, by their key. */
public interface ObjectSink {
  OutputStream create(String key) throws IOException;

  /** Objects as files below a folder. */
  static ObjectSink folder(Path root) {
    Set<Path> made = ConcurrentHashMap.newKeySet();
    return key -> {
      Path file = root.resolve(key);
      Path parent = file.getParent();
      if (parent != null && !made.contains(parent)) {
        Files.createDirectories(parent);
        made.add(parent);
      }
      return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    };
  }
}
