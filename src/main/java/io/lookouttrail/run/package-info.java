/**
 * What a run is: its id, the window it looks through, its progress, the exit code it ends with and
 * the error a user can mend. A leaf: it knows nothing of archives, tables or Spark.
 */
@NullMarked
package io.lookouttrail.run;

import org.jspecify.annotations.NullMarked;
