package io.telltale.poller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.PollKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushValueFormatsTest {

    private static final String COLUMNS = "campaign_id,action_id,device_id,create_time";

    @Test
    void aListWithoutParametersIsTheProjectsOwn_andANamedOneIsAnother() {
        assertThat(id(Map.of())).isEqualTo("xtremepush.demo.xtremepush-push-devices");
        assertThat(
                        id(
                                Map.of(
                                        "name",
                                        "failed",
                                        "condition",
                                        "{\"operator\":\"OR\",\"0\":[\"error\",\"=\",1]}",
                                        "select",
                                        COLUMNS + ",id",
                                        "keyset",
                                        "id")))
                .isEqualTo("xtremepush.demo.xtremepush-push-devices.failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "condition|[[\"error\",\"=\",1]]|parameters.name is missing",
                "condition|error=1|parameters.condition is 'error=1'",
                "select|campaign_id,action_id|parameters.select is",
                "select|campaign_id,action_id,Device|parameters.select is",
                "order|id|parameters.order is",
                "order|error ASC|parameters.order is",
                "limit|5001|parameters.limit is",
                "limit|1|parameters.limit is",
                "from|yesterday|parameters.from is",
                "reread|PT9M59S|parameters.reread is",
                "overlap|0|parameters.overlap is",
                "reread|3 days|parameters.reread is",
                "keyset|create_time|parameters.keyset is",
                "keyset|id|parameters.select is missing"
            })
    void namesWhatIsWrong(String name, String value, String fault) {
        assertThatThrownBy(() -> id(Map.of(name, value)))
                .isInstanceOf(InvalidPollTaskException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void takesNoOrderBesideAKeyset() {
        assertThatThrownBy(() ->
                        id(Map.of("keyset", "id", "select", COLUMNS + ",id", "order", "id DESC")))
                .hasMessageContaining("parameters.order is 'id DESC'");
    }

    private static String id(Map<String, String> parameters) {
        return PollTasks.create(
                        PollKind.XTREMEPUSH_PUSH_DEVICES,
                        "demo",
                        new HashMap<>(parameters),
                        Duration.ofSeconds(30))
                .getId();
    }
}
