package io.telltale.providers.thingspace.sms;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of an SMS history, as ThingSpace names it. It has no id, and may be repeated with another
 * delivery status.
 *
 * @param timestamp when it was sent or received, whole seconds
 * @param smsType {@code MoSms} from the device, {@code MtSms} to it
 * @param sentTo the other end of a {@code MtSms}
 * @param sentFrom the other end of a {@code MoSms}
 * @param message text; bytes that could not be decoded stand as {@code ?}
 * @param encoding such as {@code US-ASCII}
 * @param deliveryStatus raw status
 */
public record HistoricSms(
        Optional<Instant> timestamp,
        Optional<String> smsType,
        Optional<String> sentTo,
        Optional<String> sentFrom,
        Optional<String> message,
        Optional<String> encoding,
        Optional<String> deliveryStatus) {}
