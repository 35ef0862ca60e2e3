/** The versions of the product and of the libraries that it runs on. */
@NullMarked
package io.lookouttrail.cli.product;

import org.jspecify.annotations.NullMarked;
