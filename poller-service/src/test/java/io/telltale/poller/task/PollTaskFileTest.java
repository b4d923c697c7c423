package io.telltale.poller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollTaskFileTest {

    @TempDir private Path folder;

    @Test
    void theIdOfATaskFollowsFromWhatIsPolled() throws IOException {
        var tasks =
                read(
                        """
                        {"kind":"THINGSPACE_SMS_QUEUE","account":"0000123456-00001"}

                        {"kind":"GRAPH_COMMAND","account":"demo","parameters":{"deviceId":"d","commandId":"c"}}
                        """);

        assertThat(tasks)
                .extracting(PollTask::getId)
                .containsExactly(
                        "thingspace.0000123456-00001.thingspace-sms-queue",
                        "graph.demo.graph-command.d.c");
    }

    @Test
    void everyWrongLineIsAFault() {
        assertThatThrownBy(() ->
                        read(
                                """
                                {"kind":"NONSENSE","account":"a"}
                                not json
                                {"kind":"THINGSPACE_CAMPAIGN","account":"a"}
                                {"kind":"THINGSPACE_SMS_QUEUE","account":"a","interval":"PT0.5S"}
                                {"kind":"THINGSPACE_SMS_QUEUE","account":"b"}
                                {"kind":"THINGSPACE_SMS_QUEUE","account":"b"}
                                {"kind":"THINGSPACE_SMS_HISTORY","account":"a","parameters":{"device":"nonsense"}}
                                """))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("6 faults")
                .hasMessageContaining("once more")
                .hasMessageContaining("nonsense")
                .hasMessageContaining("line 1")
                .hasMessageContaining("line 2")
                .hasMessageContaining("campaignId")
                .hasMessageContaining("from 1 s");
    }

    @Test
    void aQueueIsDrainedByTheCallbacksOfOneServiceOnly() throws IOException {
        var task =
                """
                {"kind":"THINGSPACE_LISTENER","account":"0000123456-00001","parameters":{%s"drain":"CALLBACKS"}}
                """;

        assertThat(read(task.formatted("\"service\":\"EnhancedConnectivityService\","))).hasSize(1);
        assertThatThrownBy(() -> read(task.formatted("")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("CALLBACKS with service EnhancedConnectivityService");
    }

    @Test
    void thereAreNoTasks_whenNoFileIsConfigured() {
        assertThat(PollTaskFile.read(Settings.of(Map.of()))).isEmpty();
    }

    private List<PollTask> read(String content) throws IOException {
        var file = Files.writeString(folder.resolve("tasks.ndjson"), content);
        var settings = Settings.of(Map.of("TELLTALE_POLL_TASKS_FILE", file.toString()));
        var tasks = PollTaskFile.read(settings);
        settings.refuseIfFaulty();
        return tasks;
    }
}
