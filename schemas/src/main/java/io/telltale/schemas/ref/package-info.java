/**
 * What devices and campaigns are called. Text comes in, a value type or one clear refusal leaves;
 * nothing else in the project takes a ref apart.
 */
@NullMarked
package io.telltale.schemas.ref;

import org.jspecify.annotations.NullMarked;
