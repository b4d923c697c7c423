@NullMarked
package io.telltale.contract;

import org.jspecify.annotations.NullMarked;
