/** Answers of a service and its OpenAPI document come in, differences leave. */
@NullMarked
package io.telltale.contract;

import org.jspecify.annotations.NullMarked;
