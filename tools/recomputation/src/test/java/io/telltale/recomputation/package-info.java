@NullMarked
package io.telltale.recomputation;

import org.jspecify.annotations.NullMarked;
