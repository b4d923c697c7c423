/**
 * Topics at the command line: records come in as any consumer reads them, one JSON object each goes
 * out.
 */
@NullMarked
package io.telltale.localstack.consume;

import org.jspecify.annotations.NullMarked;
