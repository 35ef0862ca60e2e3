/** Spark sessions and the versions of the product and its platform. */
@NullMarked
package io.lookouttrail.cli.session;

import org.jspecify.annotations.NullMarked;
