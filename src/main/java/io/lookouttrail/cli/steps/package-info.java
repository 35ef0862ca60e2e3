/** Steps that several commands share: ingest, verify, report; each is a recorded run. */
@NullMarked
package io.lookouttrail.cli.steps;

import org.jspecify.annotations.NullMarked;
