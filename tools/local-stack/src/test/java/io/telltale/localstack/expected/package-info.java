@NullMarked
package io.telltale.localstack.expected;

import org.jspecify.annotations.NullMarked;
