/**
 * The check of providers: the simulator's ledger goes in, the counts of facts that are missing,
 * duplicate or invented on the topics come out.
 */
@NullMarked
package io.telltale.localstack.check.providers;

import org.jspecify.annotations.NullMarked;
