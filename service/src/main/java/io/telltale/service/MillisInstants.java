package io.telltale.service;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in JSON: UTC, always with milliseconds, {@code 2020-03-16T15:41:14.000Z}. */
@Singleton
@Primary
final class MillisInstants implements Serializer<Instant> {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void serialize(
            Encoder encoder,
            EncoderContext context,
            Argument<? extends Instant> type,
            Instant value)
            throws IOException {
        encoder.encodeString(FORM.format(value));
    }
}
