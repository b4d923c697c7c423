/**
 * Who belongs together, as people say it: a file, a request or lines of CSV come in, records on the
 * link topic leave; the register in the streams application is next. Back come the links that the
 * register could not apply.
 */
@NullMarked
package io.telltale.poller.identity;

import org.jspecify.annotations.NullMarked;
