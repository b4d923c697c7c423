/** Topics that are followed, with a real broker. */
@NullMarked
package io.telltale.service.topic;

import org.jspecify.annotations.NullMarked;
