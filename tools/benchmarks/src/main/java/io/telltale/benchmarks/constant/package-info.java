/** What runs inside the streams application that is measured, and nowhere else. */
@NullMarked
package io.telltale.benchmarks.constant;

import org.jspecify.annotations.NullMarked;
