/** Claims about the poller. */
@NullMarked
package io.telltale.poller.identity;

import org.jspecify.annotations.NullMarked;
