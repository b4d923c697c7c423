package io.telltale.localstack.consume;

import io.telltale.schemas.serde.RegistryProbe;
import io.telltale.schemas.serde.SerdeSettings;
import java.time.Duration;

/** Asked once before reading: the deserializer waits for a registry that is away, people do not. */
final class RegistryAnswers {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private RegistryAnswers() {}

    /**
     * Returns if it does, whatever the status: whether it accepts us is for the deserializer.
     *
     * @throws CannotReadException if it does not
     */
    static void orRefuse(SerdeSettings settings) throws CannotReadException {
        if (new RegistryProbe(settings, LIMIT).ask() instanceof RegistryProbe.Result.Away) {
            throw new CannotReadException(
                    "The schema registry at %s does not answer. ./telltale up starts one; TELLTALE_REGISTRY_URL names another."
                            .formatted(settings.addresses()));
        }
    }
}
