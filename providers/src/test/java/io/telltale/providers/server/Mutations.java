package io.telltale.providers.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Bad bodies: a fixed corpus, and seeded changes to a good one. */
public final class Mutations {

    private static final Pattern VALUE =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|true|false|null|[{}\\[\\],:]");
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "\"false\"",
                    "\"\"",
                    "\" \"",
                    "0",
                    "-1",
                    "1e999999999",
                    "99999999999999999999999999",
                    "0.1",
                    "NaN",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\"2022-99-99T99:99:99Z\"",
                    "\"+999999999-01-01T00:00:00Z\"",
                    "\"../../x\"",
                    "\"Drop\u2028Table\"",
                    "[]",
                    "{}",
                    "[[]]",
                    "{\"a\":1}",
                    "[null,1,\"a\",{}]",
                    "[".repeat(70) + "]".repeat(70));

    private final Random random;

    /** Changes that are the same for the same seed. */
    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** What came from somewhere in one form or another, whatever a good body looks like. */
    public static List<byte[]> corpus(String good) {
        var bodies = new ArrayList<byte[]>();
        Stream.of(
                        "",
                        " \n",
                        "null",
                        "[]",
                        "{}",
                        "0",
                        "\"text\"",
                        "<html><body>oops</body></html>",
                        good + good,
                        good + "}",
                        good.replace("\"", "'"),
                        good.replace(":", ":null,\"x\":"),
                        "\uFEFF" + good,
                        "\0" + good,
                        "[".repeat(10_000) + "]".repeat(10_000),
                        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                        "9".repeat(1_000_000),
                        "{\"n\":" + "9".repeat(1_000_000) + "}",
                        "{\"" + "k".repeat(1_000_000) + "\":1}",
                        "x".repeat(10_000_000),
                        "{\"message\":\"" + "x".repeat(10_000_000) + "\"}",
                        "{\"a\":1," + "\"a\":2,".repeat(500_000) + "\"a\":3}")
                .map(text -> text.getBytes(UTF_8))
                .forEach(bodies::add);
        bodies.add(good.getBytes(UTF_16));
        bodies.add(new byte[] {(byte) 0xC3, (byte) 0x28});
        bodies.add((good.substring(0, good.length() / 2) + "\u00FF\u00C0").getBytes(ISO_8859_1));
        bodies.add(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0});
        return bodies;
    }

    /** The body with one to four changes. */
    public byte[] of(String good) {
        var body = good.getBytes(UTF_8);
        for (var change = random.nextInt(4); change >= 0; change--) {
            body = changed(body);
        }
        return body;
    }

    private byte[] changed(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        var from = random.nextInt(body.length);
        var to = Math.min(body.length, from + 1 + random.nextInt(20));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(body, from);
            case 1 -> spliced(body, from, to, new byte[0]);
            case 2 -> spliced(body, from, from, Arrays.copyOfRange(body, from, to));
            case 3 -> spliced(body, from, from + 1, new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(body, random.nextInt(body.length), body, from, to);
            default -> oddValue(body);
        };
    }

    private byte[] oddValue(byte[] body) {
        var text = new String(body, ISO_8859_1);
        var values = VALUE.matcher(text).results().toList();
        if (values.isEmpty()) {
            return body;
        }
        MatchResult value = values.get(random.nextInt(values.size()));
        var odd = ODD.get(random.nextInt(ODD.size()));
        return spliced(body, value.start(), value.end(), odd.getBytes(UTF_8));
    }

    private static byte[] spliced(byte[] body, int at, byte[] source, int from, int to) {
        return spliced(body, at, at, Arrays.copyOfRange(source, from, to));
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] between) {
        var result = new byte[from + between.length + body.length - to];
        System.arraycopy(body, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(body, to, result, from + between.length, body.length - to);
        return result;
    }
}
