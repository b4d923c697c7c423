package io.telltale.service.problem;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * An error as RFC 9457 has it, the body of every answer that is none.
 *
 * @param type which error, a URN
 * @param title the same in a few words
 * @param status HTTP status, repeated
 * @param detail what was expected and what came
 * @param instance path of the request
 * @param parameters the parameters that are wrong; empty when it is something else
 */
@Serdeable
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<BadParameter> parameters) {

    /**
     * A parameter that is wrong.
     *
     * @param name its name
     * @param expected what it may be
     * @param was what came
     */
    @Serdeable
    public record BadParameter(String name, String expected, String was) {}
}
