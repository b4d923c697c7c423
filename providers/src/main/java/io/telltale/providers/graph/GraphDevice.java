package io.telltale.providers.graph;

import java.util.Optional;

/**
 * A device of the account, as Graph lists it.
 *
 * @param id as commands name it
 * @param name its name
 * @param manufacturer its maker
 * @param model its model name
 * @param kind its kind
 * @param platform its operating system
 * @param status whether it can be reached
 */
public record GraphDevice(
        String id,
        Optional<String> name,
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> kind,
        Optional<String> platform,
        Optional<String> status) {}
