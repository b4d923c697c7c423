/** Tests of the package of the same name, with a real broker. */
@NullMarked
package io.telltale.poller.http;

import org.jspecify.annotations.NullMarked;
