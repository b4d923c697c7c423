package io.telltale.service.problem;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A problem as of RFC 9457: the body of every answer that is an error.
 *
 * @param type a URN
 * @param title the type in a few words
 * @param status HTTP status
 * @param detail what was expected and what came
 * @param instance path of the request
 * @param parameters all parameters that are wrong; empty for other problems
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
     * @param name of the parameter, or of a member of the body
     * @param expected what it may be
     * @param was what came; "" when it is missing
     */
    @Serdeable
    public record BadParameter(String name, String expected, String was) {}
}
