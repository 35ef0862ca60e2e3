/** Work that several commands share: recorded runs, ingest, verification, report. */
@NullMarked
package io.lookouttrail.cli.steps;

import org.jspecify.annotations.NullMarked;
