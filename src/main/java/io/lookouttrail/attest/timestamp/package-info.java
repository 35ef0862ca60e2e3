/**
 * Timestamps by an authority, RFC 3161. Classes of Bouncy Castle are loaded only where a report has
 * a timestamp, or one is asked for.
 */
@NullMarked
package io.lookouttrail.attest.timestamp;

import org.jspecify.annotations.NullMarked;
