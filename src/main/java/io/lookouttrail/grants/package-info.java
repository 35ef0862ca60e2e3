/**
 * What IAM's policies grant: reads the output of {@code aws iam get-account-authorization-details},
 * evaluates its policies, and compares what is granted with what was used. It depends neither on
 * tables nor on Spark.
 */
@NullMarked
package io.lookouttrail.grants;

import org.jspecify.annotations.NullMarked;
