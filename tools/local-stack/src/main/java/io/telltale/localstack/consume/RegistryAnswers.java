package io.telltale.localstack.consume;

import io.telltale.schemas.serde.SerdeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asked once before reading: the deserializer waits for a registry that is away, people do not. */
final class RegistryAnswers {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private RegistryAnswers() {}

    /**
     * Returns if it does, whatever it says: whether it accepts us is for the deserializer.
     *
     * @throws CannotRead if it does not
     */
    static void orRefuse(SerdeSettings settings) throws CannotRead {
        var request =
                HttpRequest.newBuilder(URI.create(settings.registry() + "/subjects"))
                        .timeout(LIMIT)
                        .build();
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new CannotRead(
                    "The schema registry at %s does not answer. ./telltale up starts one; TELLTALE_REGISTRY_URL names another."
                            .formatted(settings.registry()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRead("Interrupted while waiting for the schema registry.");
        }
    }
}
