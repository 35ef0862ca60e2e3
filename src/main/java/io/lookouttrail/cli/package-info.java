/**
 * The command line: builds the commands and turns their results and errors into exit codes.
 *
 * <p>Commands use steps; steps use options, SQL, trace and session; terminal, errors and product
 * are below all of them.
 */
@NullMarked
package io.lookouttrail.cli;

import org.jspecify.annotations.NullMarked;
