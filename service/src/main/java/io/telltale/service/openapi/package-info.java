/**
 * The OpenAPI document of a service: what the compiler generated comes in, the document and the
 * page that shows it leave.
 */
@NullMarked
package io.telltale.service.openapi;

import org.jspecify.annotations.NullMarked;
