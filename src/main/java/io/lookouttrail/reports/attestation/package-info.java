/** The signed statement of a report's files, beside them in its folder. */
@NullMarked
package io.lookouttrail.reports.attestation;

import org.jspecify.annotations.NullMarked;
