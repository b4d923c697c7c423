/**
 * Starts, watches and stops the parts: a plan arrives, running processes with a log and a pid file
 * each leave. The pid files are the only memory between two commands.
 */
@NullMarked
package io.telltale.localstack.run;

import org.jspecify.annotations.NullMarked;
