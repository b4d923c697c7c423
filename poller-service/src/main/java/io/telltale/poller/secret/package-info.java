/**
 * Refresh tokens, which a provider replaces with every use: sealed records come in when a partition
 * is taken over, and leave in its transactions before the tokens in them are used. In clear they
 * are in memory only.
 */
@NullMarked
package io.telltale.poller.secret;

import org.jspecify.annotations.NullMarked;
