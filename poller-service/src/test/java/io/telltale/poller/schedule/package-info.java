/** Claims about the poller. */
@NullMarked
package io.telltale.poller.schedule;

import org.jspecify.annotations.NullMarked;
