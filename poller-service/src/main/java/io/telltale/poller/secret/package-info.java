/**
 * Refresh tokens, which a provider replaces with every use. Encrypted records are read when a
 * partition is taken over, and written in its transactions before their tokens are used. In clear
 * they are in memory only.
 */
@NullMarked
package io.telltale.poller.secret;

import org.jspecify.annotations.NullMarked;
