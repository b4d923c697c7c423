/**
 * Which refs are one device, and when: what people declare and what events name comes in as ties;
 * identities leave. Pure functions of the ties; {@code topology} keeps them.
 */
@NullMarked
package io.telltale.streams.identity;

import org.jspecify.annotations.NullMarked;
