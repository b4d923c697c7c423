/**
 * Who a device is: links between refs come in, one identity per ref leaves. Pure rules; the step
 * that keeps links and writes identities is {@code topology.KeepRegister}.
 */
@NullMarked
package io.telltale.streams.identity;

import org.jspecify.annotations.NullMarked;
