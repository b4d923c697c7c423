/** What runs inside the streams application that is measured, and nowhere else. */
@NullMarked
package io.telltale.benchmarks.inside;

import org.jspecify.annotations.NullMarked;
