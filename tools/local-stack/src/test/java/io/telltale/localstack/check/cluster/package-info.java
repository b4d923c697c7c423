@NullMarked
package io.telltale.localstack.check.cluster;

import org.jspecify.annotations.NullMarked;
