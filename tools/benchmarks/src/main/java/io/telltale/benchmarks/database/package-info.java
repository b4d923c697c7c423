/**
 * What a user would write instead of the streams application: one consumer that keeps the same
 * facts in PostgreSQL, exactly once, without identities.
 */
@NullMarked
package io.telltale.benchmarks.database;

import org.jspecify.annotations.NullMarked;
