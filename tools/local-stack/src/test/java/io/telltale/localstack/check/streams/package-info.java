@NullMarked
package io.telltale.localstack.check.streams;

import org.jspecify.annotations.NullMarked;
