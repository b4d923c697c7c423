package io.telltale.providers.xtremepush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRowMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PushRowMapper mapper = new PushRowMapper("demo");

    @Test
    void mapsARow() {
        var event = event(new PushTarget.Device("17186391"), null, "Not personalized");

        assertThat(event.getEventId()).isEqualTo("c0d0d19e0ded7887249732fc5c8084b1");
        assertThat(event.getProvider()).isEqualTo(Provider.XTREMEPUSH);
        assertThat(event.getAccount()).isEqualTo("demo");
        assertThat(event.getDevices()).containsExactly("xtremepush:demo:17186391");
        assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2017-01-31T17:26:48Z"));
        assertThat(event.getObservedAt()).isEqualTo(NOW);
        assertThat(event.getChannel()).isEqualTo(Channel.POLL);
        assertThat(event.getProject()).isEqualTo("demo");
        assertThat(event.getCampaignId()).isEqualTo("245624");
        assertThat(event.getActionId()).isEqualTo("21714179");
        assertThat(event.getErrorMessage()).isEqualTo("Not personalized");
        assertThat(event.getFailed()).isTrue();
        assertThat(event.getMessage()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true, , true", "false, , false", ", , ", ", e, true", "false, e, true"})
    void saysFailedOnlyWhereTheRowSaysSo(
            @Nullable Boolean error, @Nullable String text, @Nullable Boolean failed) {
        assertThat(event(new PushTarget.Device("1"), error, text).getFailed()).isEqualTo(failed);
    }

    @Test
    void filesAProfileUnderItsOwnKind() {
        assertThat(event(new PushTarget.Profile("7"), null, null).getDevices())
                .containsExactly("xtremepush-profile:demo:7");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, ",
        "-1, ",
        "x, "
    })
    void ordersIdsOfUpTo19Digits(String id, @Nullable Long expected) {
        var raw = "{\"id\":\"%s\"}".formatted(id).getBytes(UTF_8);
        var broken = new Row.Broken<PushRow>(raw, RowFault.MISSING_FIELD, "device_id", 0);

        assertThat(PushRowMapper.idOf(broken))
                .isEqualTo(expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"1485883608, 2017-01-31T17:26:48Z", "-1, ", "253402300800, ", "x, "})
    void aBrokenRowTellsItsTimeToo(String time, @Nullable Instant expected) {
        var raw = "{\"create_time\":\"%s\"}".formatted(time).getBytes(UTF_8);
        var broken = new Row.Broken<PushRow>(raw, RowFault.MISSING_FIELD, "device_id", 0);

        assertThat(PushRowMapper.createdAtOf(broken)).isEqualTo(Optional.ofNullable(expected));
    }

    private PushActionEvent event(
            PushTarget target, @Nullable Boolean error, @Nullable String text) {
        var row =
                new PushRow(
                        "245624",
                        "21714179",
                        Optional.of(Instant.ofEpochSecond(1485883608)),
                        target,
                        Optional.ofNullable(error),
                        Optional.ofNullable(text),
                        Optional.empty(),
                        Optional.empty());
        return mapper.event(row, NOW).event();
    }
}
