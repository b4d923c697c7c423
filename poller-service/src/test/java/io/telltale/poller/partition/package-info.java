/** Tests of the package of the same name, with a real broker. */
@NullMarked
package io.telltale.poller.partition;

import org.jspecify.annotations.NullMarked;
