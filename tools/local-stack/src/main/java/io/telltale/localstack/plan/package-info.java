/**
 * What the local stack consists of: a checkout, a data folder and port numbers arrive, a list of
 * parts leaves, each with its command line, its environment and the sign that it is ready. Starts
 * nothing.
 */
@NullMarked
package io.telltale.localstack.plan;

import org.jspecify.annotations.NullMarked;
