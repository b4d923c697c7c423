package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** Step: turns declared links into updates of the register. A tombstone withdraws the link. */
public final class DeclareLinks {

    /** Name of the processor; it writes nothing. */
    public static final String PROCESSOR = "link-as-register-update";

    /**
     * Updates in the register's spelling of the refs, keyed by them in kind order.
     *
     * @param links records of {@code device.link.v1}; a key that is not two different refs makes
     *     the record a dead letter
     */
    public KStream<String, RegisterUpdate> apply(KStream<String, DeviceLink> links) {
        return links.map(DeclareLinks::update, Named.as(PROCESSOR));
    }

    static KeyValue<String, RegisterUpdate> update(
            @Nullable String key, @Nullable DeviceLink link) {
        var refs = refs(key);
        return KeyValue.pair(
                String.join(" ", refs),
                new RegisterUpdate(null, null, link == null ? null : withRefs(refs, link)));
    }

    private static List<String> refs(@Nullable String key) {
        var parts = key == null ? new String[0] : key.split(" ", -1);
        if (parts.length != 2) {
            throw new UnprocessableRecordException(Fault.BAD_KEY);
        }
        try {
            var refs =
                    DeviceRef.sorted(List.of(DeviceRef.parse(parts[0]), DeviceRef.parse(parts[1])));
            if (refs.size() != 2) {
                throw new UnprocessableRecordException(Fault.BAD_KEY);
            }
            return List.of(refs.getFirst().toString(), refs.getLast().toString());
        } catch (MalformedRefException e) {
            throw new UnprocessableRecordException(Fault.BAD_KEY);
        }
    }

    private static DeviceLink withRefs(List<String> refs, DeviceLink link) {
        return new DeviceLink(
                refs,
                link.getState(),
                link.getValidFrom(),
                link.getValidTo(),
                link.getBy(),
                link.getDeclaredAt());
    }
}
