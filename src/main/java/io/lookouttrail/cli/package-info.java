/**
 * The command line: a class per command, the Spark session, progress on the terminal, the closing
 * summary and the exit code. Everything else stays a library that it calls.
 */
@NullMarked
package io.lookouttrail.cli;

import org.jspecify.annotations.NullMarked;
