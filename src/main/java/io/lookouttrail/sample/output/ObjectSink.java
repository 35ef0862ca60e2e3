package io.lookouttrail.sample.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Destination of objects with their keys. */
public interface ObjectSink {
  /** Opens a new object for writing. */
  OutputStream create(String key) throws IOException;

  /** Returns a sink that writes objects as files below a folder. */
  static ObjectSink folder(Path root) {
    Set<Path> created = ConcurrentHashMap.newKeySet();
    return key -> {
      Path file = root.resolve(key);
      Path parent = file.getParent();
      if (parent != null && !created.contains(parent)) {
        Files.createDirectories(parent);
        created.add(parent);
      }
      return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    };
  }
}
