/**
 * CloudTrail's key layout and the listing of a window, and the form in which the files found travel
 * to tasks. It opens no log file, and knows neither Spark nor the tables.
 */
@NullMarked
package io.lookouttrail.archive;

import org.jspecify.annotations.NullMarked;
