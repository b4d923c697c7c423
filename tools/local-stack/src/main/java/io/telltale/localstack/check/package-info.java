/**
 * Checks that nothing is lost, doubled or invented while providers misbehave and processes die. A
 * seed goes in; a table, a JSON file and a verdict come out. Of the services it knows only topic
 * names and HTTP paths.
 */
@NullMarked
package io.telltale.localstack.check;

import org.jspecify.annotations.NullMarked;
