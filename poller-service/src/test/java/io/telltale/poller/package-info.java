/** Claims about the poller. */
@NullMarked
package io.telltale.poller;

import org.jspecify.annotations.NullMarked;
