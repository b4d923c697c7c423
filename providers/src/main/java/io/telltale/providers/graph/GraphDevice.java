package io.telltale.providers.graph;

import java.util.Optional;

/**
 * A device of the account, in Graph's words.
 *
 * @param id as commands name it
 * @param name its name
 * @param manufacturer who made it
 * @param model which one it is
 * @param kind what kind of device it is
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
