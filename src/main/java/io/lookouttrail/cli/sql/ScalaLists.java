package io.lookouttrail.cli.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Scala's collections as Java's, by what Scala 2.12 and 2.13 both have: their converters differ.
 */
public final class ScalaLists {
  private ScalaLists() {}

  /** A copy, in the collection's own order; of a map, its entries. */
  public static <T> List<T> of(scala.collection.Iterable<T> collection) {
    List<T> list = new ArrayList<>(collection.size());
    for (scala.collection.Iterator<T> all = collection.iterator(); all.hasNext(); ) {
      list.add(all.next());
    }
    return list;
  }
}
