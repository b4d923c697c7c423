/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll;

import org.jspecify.annotations.NullMarked;
