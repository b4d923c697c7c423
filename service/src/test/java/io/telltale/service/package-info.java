/**
 * The edge under test: a real server on free ports, asked over HTTP, with small controllers that
 * stand for a service.
 */
@NullMarked
package io.telltale.service;

import org.jspecify.annotations.NullMarked;
