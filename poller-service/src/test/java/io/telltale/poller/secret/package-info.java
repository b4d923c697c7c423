/** Tests of what is kept of refresh tokens. */
@NullMarked
package io.telltale.poller.secret;

import org.jspecify.annotations.NullMarked;
