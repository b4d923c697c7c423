@NullMarked
package io.telltale.localstack.check.stack;

import org.jspecify.annotations.NullMarked;
