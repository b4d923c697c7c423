package io.telltale.providers.thingspace.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.providers.server.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Hostile bodies, and bodies that were right before something happened to them. */
final class CallbackCorpus {

    /** What must be seen nowhere but in an event and a dead letter. */
    static final String TEXT = "CanaryTextOfAMessage";

    static final String PASSWORD = "CanaryPassword";
    static final String USERNAME = "CanaryUsername";

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e999999",
                    "-1E-999999",
                    "9".repeat(1000),
                    "0.1",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00x\\ud800\"",
                    "\"\\r\\nERROR forged\"",
                    "\"2020-13-45T99:99:99+0000\"",
                    "\"+999999999-12-31T23:59:59.999999999+0000\"",
                    "\"-999999999-01-01T00:00:00Z\"",
                    "\"2020-02-28T17:52:17+9999\"",
                    "{}",
                    "[]",
                    "[[]]",
                    "[null,{},7]",
                    "{\"id\":{}}",
                    "\"" + "x".repeat(70_000) + "\"");

    private CallbackCorpus() {}

    /** Right bodies, one line each. */
    static List<byte[]> seeds() {
        return Stream.concat(
                        Stream.of(
                                        """
                                        {"username":"%s","password":"%s","requestId":"r-1","deviceIds":[{"id":"60E5F99D","kind":"esn"},{"id":"7022895555","kind":"mdn"}],"smsMessage":"%s","timestamp":"2020-02-28T17:52:17+0000","callbackCount":1,"maxCallbackThreshold":4}
                                        """,
                                        """
                                        {"username":"%s","password":"%s","deviceResponse":{"smsResponse":{"message":"%s","deviceId":{"id":"1","kind":"imei"}}}}
                                        """,
                                        """
                                        {"username":"%s","password":"%s","requestId":"r-2","deviceResponse":[{"smsEventHistoryResponse":[{"DeviceId":{"Id":"1","Kind":"IMEI"},"SmsEvents":[{"TimeStamp":"2020-02-28T17:52:17+0000","SmsType":"MtSms","SentTo":"17243253868","Message":"%s","Encoding":"US-ASCII","DeliveryStatus":"Enroute"},{"timestamp":"2020-02-28T17:52:18+0000","message":"b"}]}]}]}
                                        """,
                                        """
                                        {"username":"%s","password":"%s","requestId":"r-3","status":"Failed","message":"%s","faultResponse":{"faultcode":"DeviceService.REQUEST_FAILED.DeviceNotFound","faultstring":"no such device"}}
                                        """)
                                .map(body -> body.strip().formatted(USERNAME, PASSWORD, TEXT))
                                .map(body -> body.getBytes(UTF_8)),
                        Stream.of(
                                Payload.bytes("thingspace/history.callback.json"),
                                Payload.bytes("thingspace/history.capitals.callback.json"),
                                Payload.bytes("thingspace/fault.callback.json"),
                                Payload.bytes("thingspace/other.callback.json")))
                .toList();
    }

    /** Bodies that nobody sends by mistake. */
    static List<byte[]> hostile() {
        var right = new String(seeds().getFirst(), UTF_8);
        var all = new ArrayList<byte[]>();
        Stream.of(
                        "",
                        " \n\t ",
                        "{",
                        "}",
                        "[",
                        "\"",
                        "nul",
                        "{}{}",
                        right + right,
                        right.replace("\"smsMessage\"", "'smsMessage'"),
                        right.substring(0, right.length() - 1),
                        right.replace(":\"r-1\"", ":\"r-1\",\"requestId\":\"r-2\""),
                        right.replace("{\"user", "{\"password\":\"" + PASSWORD + "\",\"user"),
                        right.replace("\"r-1\"", "9".repeat(1_000_000)),
                        right.replace("\"r-1\"", "1e999999"),
                        right.replace("\"r-1\"", "-1" + "0".repeat(5000) + "e-999999999"),
                        right.replace("callbackCount\":1", "callbackCount\":1e999999999"),
                        right.replace("callbackCount\":1", "callbackCount\":99999999999999999999"),
                        right.replace("{\"user", "{\"" + "k".repeat(100_000) + "\":1,\"user"),
                        right.replace(
                                "{\"user",
                                "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",\"user"),
                        "{\"a\":".repeat(10_000) + right + "}".repeat(10_000),
                        "[".repeat(5_000_000),
                        right.replace(TEXT, TEXT + "y".repeat(10_000_000)),
                        right.replace("{\"user", "{\"x\":[7" + ",7".repeat(5_000_000) + "],\"user"),
                        right.replace(
                                "{\"user", "{\"x\":[{}" + ",{}".repeat(3_000_000) + "],\"user"),
                        right.replace(TEXT, "\\ud800 " + TEXT),
                        right.replace(TEXT, "\\u0000" + TEXT),
                        right.replace(TEXT, "\u0000" + TEXT),
                        "\ufeff" + right)
                .map(body -> body.getBytes(UTF_8))
                .forEach(all::add);
        all.add(right.getBytes(UTF_16LE));
        all.add(new byte[1000]);
        all.add(new byte[] {(byte) 0xFE, (byte) 0xFF});
        all.add(
                joined(
                        "{\"x\":\"".getBytes(UTF_8),
                        new byte[] {(byte) 0xC0, (byte) 0x80},
                        "\"}".getBytes(UTF_8)));
        all.add(
                joined(
                        "{\"x\":\"".getBytes(UTF_8),
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                        "\"}".getBytes(UTF_8)));
        return all;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A right body to which one to four things have happened. */
    static byte[] mutated(Random random) {
        var seeds = seeds();
        var body = seeds.get(random.nextInt(seeds.size()));
        for (var times = 1 + random.nextInt(4); times > 0; times--) {
            body = random.nextInt(3) == 0 ? bytesChanged(body, random) : valueChanged(body, random);
        }
        return body;
    }

    private static byte[] bytesChanged(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        var at = random.nextInt(body.length);
        var end = at + random.nextInt(Math.min(20, body.length - at)) + 1;
        var middle =
                switch (random.nextInt(4)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> new byte[0];
                    case 2 -> repeated(body, at, end);
                    default -> "{}[],:\"\\".substring(random.nextInt(8)).getBytes(UTF_8);
                };
        return joined(part(body, 0, at), middle, part(body, end, body.length));
    }

    private static byte[] repeated(byte[] body, int from, int to) {
        return joined(part(body, from, to), part(body, from, to), part(body, from, to));
    }

    private static byte[] part(byte[] body, int from, int to) {
        return Arrays.copyOfRange(body, Math.min(from, body.length), Math.min(to, body.length));
    }

    /** Puts another value behind a colon; the body may be no JSON any more. */
    private static byte[] valueChanged(byte[] body, Random random) {
        var text = new String(body, ISO_8859_1);
        var colon = text.indexOf(':', random.nextInt(Math.max(1, text.length())));
        if (colon < 0) {
            return body;
        }
        var end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        var value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, colon + 1) + value + text.substring(end)).getBytes(ISO_8859_1);
    }
}
