/**
 * What a provider says. Credentials and questions come in, {@code page} answers and {@code
 * schemas.event} events leave; {@code http} carries the bytes, one package per provider knows its
 * words. Nothing here knows Kafka or a schedule.
 */
@NullMarked
package io.telltale.providers;

import org.jspecify.annotations.NullMarked;
