package io.telltale.schemas.serde;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Asks whether the registry is there and accepts us, with the credentials and authorities of the
 * configuration.
 */
public final class RegistryProbe {

    private final SchemaRegistry registry;
    private final boolean knowsCredentials;

    /** Asks nothing yet. Takes at most {@code limit} for each of the registry's addresses. */
    public RegistryProbe(SerdeSettings settings, Duration limit) {
        this.knowsCredentials = RegistryAccess.knowsCredentials(settings.properties());
        this.registry = new SchemaRegistry(access(settings), limit, limit);
    }

    /** Other classes may read key stores that we cannot: then the JDK's own authorities count. */
    private static RegistryAccess access(SerdeSettings settings) {
        var properties = settings.forSerdes();
        try {
            return RegistryAccess.of(properties);
        } catch (KafkaException e) {
            if (settings.hasOwnClasses()) {
                throw e;
            }
            return RegistryAccess.withoutTls(properties);
        }
    }

    /** How the registry answered. */
    public sealed interface Result {

        /**
         * It answers, and accepts our credentials; or these are of a kind that only other classes
         * than ours have, so that its answer does not tell whether they are right.
         */
        record Accepted() implements Result {}

        /**
         * It answers, and does not accept our credentials.
         *
         * @param reason for people
         */
        record Refused(String reason) implements Result {}

        /**
         * It does not answer, or answers that it cannot.
         *
         * @param reason for people
         */
        record Away(String reason) implements Result {}
    }

    /** Asks and waits for the answer. */
    public Result ask() {
        try {
            registry.check();
            return new Result.Accepted();
        } catch (RegistryUnauthorizedException e) {
            return knowsCredentials ? new Result.Refused(reason(e)) : new Result.Accepted();
        } catch (RegistryUnavailableException e) {
            return new Result.Away(reason(e));
        }
    }

    private static String reason(KafkaException failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("no reason given");
    }
}
