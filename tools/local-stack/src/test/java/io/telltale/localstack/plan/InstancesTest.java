package io.telltale.localstack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of processes, as the user writes them and as pid files show them. */
final class InstancesTest {

    @Test
    void readsACountForEachPart() {
        var instances = Instances.parse("streams-app=3,poller-service=2").orElseThrow();

        assertThat(instances.of("streams-app")).isEqualTo(3);
        assertThat(instances.of("poller-service")).isEqualTo(2);
        assertThat(instances.of("callback-service")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "streams-app",
                "streams-app=0",
                "streams-app=10",
                "streams-app=-1",
                "streams-app=2 ",
                "streams-app-2=2",
                "registry=2",
                "streams-app=2,streams-app=2"
            })
    void readsNothingElse(String text) {
        assertThat(Instances.parse(text)).isEmpty();
    }

    @Test
    void findsTheHighestNumberAmongNames() {
        var names =
                List.of("kafka", "streams-app-2", "streams-app-4", "streams-app", "up", "kafka-2");

        assertThat(Instances.among(names).counts()).isEqualTo(Map.of("streams-app", 4));
    }

    @Test
    void namesTheFirstAsIfItWereAlone() {
        assertThat(Instances.name("streams-app", 1)).isEqualTo("streams-app");
        assertThat(Instances.name("streams-app", 2)).isEqualTo("streams-app-2");
        assertThat(Instances.serviceOf("streams-app-2")).isEqualTo("streams-app");
        assertThat(Instances.serviceOf("streams-app")).isEqualTo("streams-app");
    }
}
