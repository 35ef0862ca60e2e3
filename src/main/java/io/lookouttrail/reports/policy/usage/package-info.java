/**
 * The calls that policies are made from: read from the events and counted, with or without Spark.
 */
@NullMarked
package io.lookouttrail.reports.policy.usage;

import org.jspecify.annotations.NullMarked;
