package io.telltale.service.openapi;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Upgrades an OpenAPI 3.0 document of micronaut-openapi to 3.1, where a schema that allows {@code
 * null} names it as a type.
 *
 * <ul>
 *   <li>{@code nullable} beside {@code allOf}, or beside an {@code enum} without null, still
 *       forbids null by the standard. The generator's own 3.1 output adds the type {@code object}
 *       to every nullable schema instead (6.20.0).
 *   <li>A reference loses its siblings, which 3.0 ignores and 3.1 does not.
 *   <li>{@code Object}, which is any JSON value, is generated as an object without members.
 * </ul>
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.4.html#schema-object">OpenAPI 3.0, nullable</a>
 */
final class OpenApi31 {

    private static final String VERSION = "3.1.1";
    private static final String NULL = "null";
    private static final String NULLABLE = "nullable";

    private OpenApi31() {}

    /** Reads a 3.0 document as YAML and returns the 3.1 document as YAML. */
    static String of(InputStream document) {
        var loaded = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(document);
        if (!(upgraded(loaded) instanceof Map<?, ?> upgraded)) {
            throw new IllegalArgumentException("expected an OpenAPI document");
        }
        var versioned = new LinkedHashMap<Object, @Nullable Object>();
        versioned.put("openapi", VERSION);
        upgraded.forEach(versioned::putIfAbsent);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(versioned);
    }

    private static @Nullable Object upgraded(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("$ref") instanceof String reference ->
                    Map.of("$ref", reference);
            case Map<?, ?> map -> withNullAsType(members(map));
            case List<?> list ->
                    list.stream()
                            .map(OpenApi31::upgraded)
                            .collect(Collectors.toCollection(ArrayList::new));
            case null, default -> node;
        };
    }

    private static Map<Object, @Nullable Object> members(Map<?, ?> map) {
        var members = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((name, value) -> members.put(name, upgraded(value)));
        return members;
    }

    private static Map<Object, @Nullable Object> withNullAsType(Map<Object, @Nullable Object> map) {
        if (isAnyValue(map)) {
            map.remove("type");
            map.remove(NULLABLE);
            return map;
        }
        if (!(map.get(NULLABLE) instanceof Boolean nullable)) {
            return map;
        }
        map.remove(NULLABLE);
        if (!nullable) {
            return map;
        }
        if (map.remove("allOf") instanceof List<?> all) {
            var either = new ArrayList<@Nullable Object>(all);
            either.add(Map.of("type", NULL));
            map.put("anyOf", either);
        }
        map.computeIfPresent("type", (_, type) -> List.of(type, NULL));
        map.computeIfPresent("enum", (_, words) -> withNull(words));
        return map;
    }

    private static boolean isAnyValue(Map<Object, @Nullable Object> map) {
        return "object".equals(map.get("type"))
                && Set.of("type", NULLABLE, "description").containsAll(map.keySet());
    }

    private static @Nullable Object withNull(Object words) {
        var all = new ArrayList<@Nullable Object>((List<?>) words);
        all.add(null);
        return all;
    }
}
