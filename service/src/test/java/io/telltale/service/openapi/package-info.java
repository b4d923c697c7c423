/** The rules of who may call, without a server. */
@NullMarked
package io.telltale.service.openapi;

import org.jspecify.annotations.NullMarked;
