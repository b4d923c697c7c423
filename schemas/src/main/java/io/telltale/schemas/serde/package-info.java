/**
 * Records to bytes and back in the Confluent wire format, with schemas kept by a registry that
 * speaks Confluent's API. The classes are named in configuration; only this package knows ours.
 */
@NullMarked
package io.telltale.schemas.serde;

import org.jspecify.annotations.NullMarked;
