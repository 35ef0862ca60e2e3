package io.lookouttrail.cli.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies Scala collections into Java lists, with methods that Scala 2.12 and 2.13 both have. The
 * converters of the two differ.
 */
public final class ScalaLists {
  private ScalaLists() {}

  /** Returns a copy in the order of the collection; for a map, its entries. */
  public static <T> List<T> of(scala.collection.Iterable<T> collection) {
    List<T> list = new ArrayList<>(collection.size());
    for (scala.collection.Iterator<T> all = collection.iterator(); all.hasNext(); ) {
      list.add(all.next());
    }
    return list;
  }
}
