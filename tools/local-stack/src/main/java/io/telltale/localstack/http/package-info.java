/** JSON over HTTP for all commands and checks: a request goes out, its answer comes in. */
@NullMarked
package io.telltale.localstack.http;

import org.jspecify.annotations.NullMarked;
